package io.kontor.catalog.importing;

import static io.kontor.catalog.importing.ImportDesk.assertCounts;
import static io.kontor.catalog.importing.ImportDesk.fixtures;
import static io.kontor.catalog.importing.ImportDesk.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.catalog.Catalog;
import io.kontor.catalog.CatalogModule;
import io.kontor.identity.IdentityModule;
import io.kontor.inventory.Inventory;
import io.kontor.inventory.InventoryModule;
import io.kontor.kernel.Language;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.TestShop;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@KontorTest({IdentityModule.class, InventoryModule.class, CatalogModule.class})
class ImportCatalogTest {
    private final ImportDesk desk;
    private final TestShop shop;
    private final Catalog catalog;
    private final Inventory inventory;
    private final JdbcClient db;

    ImportCatalogTest(TestShop shop, Catalog catalog, Inventory inventory, JdbcClient db) {
        this.desk = new ImportDesk(shop);
        this.shop = shop;
        this.catalog = catalog;
        this.inventory = inventory;
        this.db = db;
    }

    private Catalog.Offer offer(String sku) {
        return catalog.offers(List.of(sku)).getFirst();
    }

    private int available(String sku) {
        return inventory.available(List.of(sku)).getFirst().available();
    }

    private long products(String prefix) {
        return db.sql("SELECT count(*) FROM catalog.product WHERE code LIKE :prefix")
                .param("prefix", prefix + "%")
                .query(Long.class)
                .single();
    }

    @Test
    void aPlainFileBecomesProducts() {
        var received = desk.receive(fixtures("plain/tea.csv"));
        assertThat(received.path("status").stringValue()).isEqualTo("MAPPING");
        assertThat(received.path("profile").stringValue()).isEqualTo("plain");
        assertThat(received.path("rows").asInt()).isEqualTo(4);
        assertThat(received.path("columns")
                        .valueStream()
                        .filter(column -> column.path("name").stringValue().equals("市场价"))
                        .findFirst()
                        .orElseThrow()
                        .path("field")
                        .stringValue())
                .isEqualTo("list_price");
        assertCounts(desk.start(received.path("importId").stringValue()), 4, 0, 0, 0, 0);
        var pot = offer("tea-1");
        assertThat(pot.price().amount()).isEqualTo("1299.00");
        assertThat(pot.listPrice().amount()).isEqualTo("1599.00");
        assertThat(pot.name().byLanguage()).containsOnly(Map.entry("zh", "宜兴紫砂壶"), Map.entry("en", "Yixing pot"));
        assertThat(pot.weightGrams()).isEqualTo(450);
        assertThat(available("tea-1")).isEqualTo(12);
        var page = catalog.product(pot.slug(), Language.ZH).orElseThrow();
        assertThat(page.categories()).extracting(Catalog.CategoryRef::name).contains("紫砂");
        assertThat(page.brand().name()).isEqualTo("山岚");
        assertThat(page.attributes())
                .extracting(Catalog.Attribute::name, Catalog.Attribute::value)
                .contains(org.assertj.core.groups.Tuple.tuple("产地", "宜兴"));
        assertThat(page.description()).isEqualTo("<p>手工制作</p><p>容量 200 毫升</p>");
        assertThat(catalog.offers(List.of("tea-4")))
                .as("one that is not on sale")
                .isEmpty();
    }

    @Test
    void theSameFileAgainChangesNothingAndGivesBackNothingThatWasSold() {
        var file = Map.of("again.csv", text("code,name,price,stock\nagain-1,Cup,10,5\nagain-2,Bowl,20,5\n"));
        assertCounts(desk.bring(file), 2, 0, 0, 0, 0);
        inventory.count(List.of(new Inventory.Count("again-1", 3, "sold")));
        var told =
                db.sql("SELECT count(*) FROM catalog.outbox").query(Long.class).single();
        assertCounts(desk.bring(file), 0, 0, 2, 0, 0);
        assertThat(available("again-1")).isEqualTo(3);
        assertThat(db.sql("SELECT count(*) FROM catalog.outbox")
                        .query(Long.class)
                        .single())
                .isEqualTo(told);
        var changed = Map.of("again.csv", text("code,name,price,stock\nagain-1,Cup,11,5\nagain-2,Bowl,20,7\n"));
        assertCounts(desk.bring(changed), 0, 1, 1, 0, 0);
        assertThat(offer("again-1").price().amount()).isEqualTo("11.00");
        assertThat(available("again-1"))
                .as("its stock is as in the file before")
                .isEqualTo(3);
        assertThat(available("again-2")).isEqualTo(7);
    }

    @Test
    void rowsOfOneParentAreItsVariantsAndOneBadRowRefusesThemAll() {
        var run = desk.bring(fixtures("plain/shirts.csv"));
        assertCounts(run, 1, 0, 0, 1, 2);
        var shirt = catalog.product(offer("shirt-a-s-red").slug(), Language.EN).orElseThrow();
        assertThat(shirt.options()).extracting(Catalog.Option::code).containsExactly("size", "colour");
        assertThat(shirt.options().get(1).values().getFirst().swatch()).isEqualTo("#c8372d");
        assertThat(shirt.variants()).hasSize(3);
        assertThat(catalog.offers(List.of("shirt-b-s-red", "shirt-b-m-red"))).isEmpty();
        assertThat(desk.faults(run))
                .containsExactly(
                        "8 price: \"ten\" is not a price: write it as 1299.00.",
                        "9 size: The variant does not say its size.");
    }

    @Test
    void everyKindOfDirtIsABadRowWithItsReason() {
        var run = desk.bring(
                fixtures("plain/dirt.csv"), "map", "pid=sku", "map", "retail=list_price", "map", "now=price");
        assertThat(desk.faults(run))
                .containsExactly(
                        "3 now: The price is missing.",
                        "4 title: The text holds a broken character (\uFFFD): it was damaged before it came here.",
                        "6 -: The code dirt-5 stands on line 5 already; this row was left out.",
                        "7 title: The text has 201 characters; at most 200 are kept.",
                        "8 title: The name is missing.",
                        "9 -: The row has 3 cells, the header 6.",
                        "10 pid: A SKU has 1 to 64 letters, digits, dots, dashes and underscores.",
                        "11 stock: \"many\" is not a stock: write a whole number from 0 on.",
                        "12 -: The row has no code.",
                        "13 volume: \"big\" is not a volume: write 1200 cm3 or 1.2 l.",
                        "14 volume: A volume of more than 100 m³ is not kept.");
        assertThat(offer("dirt-1").volumeCm3()).isEqualTo(1_200);
        assertCounts(run, 2, 0, 0, 8, 11);
        var errors = "/" + run.path("importId").stringValue() + "/errors";
        assertThat(desk.get(errors + "?lang=zh")
                        .json()
                        .path("items")
                        .valueStream()
                        .map(fault -> fault.path("reason").stringValue()))
                .contains("缺少价格。", "商品编码 dirt-5 已在第 5 行出现，这一行未导入。", "“many”不是库存，请写 0 或正整数。");
        assertThat(desk.get(errors + ".csv?lang=zh").body())
                .startsWith("\uFEFF文件,行号,列,商品,原因\r\ndirt.csv,3,now,dirt-2,缺少价格。\r\n");
        var file = desk.get(errors + ".csv");
        assertThat(file.header("Content-Type")).startsWith("text/csv");
        assertThat(file.body())
                .startsWith("\uFEFFfile,line,column,product,reason\r\ndirt.csv,3,now,dirt-2,The price is missing.\r\n");
    }

    @Test
    void anExcelFileImportsLikeTheSameCsv() throws IOException {
        assertCounts(
                desk.bring(Map.of("excel.csv", text("code,name,price,stock\nexcel-1,Cup,19.9,5\nexcel-2,Bowl,20,5\n"))),
                2,
                0,
                0,
                0,
                0);
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new Workbook(bytes, "test", "1.0")) {
            var sheet = workbook.newWorksheet("goods");
            var rows = new Object[][] {
                {"code", "name", "price", "stock"}, {"excel-1", "Cup", 19.9, 5}, {"excel-2", "Bowl", 20, 5}
            };
            for (var r = 0; r < rows.length; r++) {
                for (var c = 0; c < rows[r].length; c++) {
                    if (rows[r][c] instanceof Number number) {
                        sheet.value(r, c, number);
                    } else {
                        sheet.value(r, c, rows[r][c].toString());
                    }
                }
            }
        }
        assertCounts(desk.bring(Map.of("excel.xlsx", bytes.toByteArray())), 0, 0, 2, 0, 0);
    }

    @Test
    void pricesInAnotherCurrencyWaitForARate() {
        var file = Map.of("rupees.csv", text("code,name,price\nrupee-1,Cup,1000\n"));
        var received = desk.receive(file, "currency", "INR");
        assertThat(received.path("obstacle").stringValue()).contains("Give the rate");
        var importId = received.path("importId").stringValue();
        assertThat(desk.post(importId + "/start").status()).isEqualTo(422);
        assertThat(desk.send(file, "currency", "INR", "rate", "0,084").body()).contains("is not a rate");
        assertThat(desk.send("PUT", importId + "/mapping", Map.of("rate", "0")).body())
                .contains("is not a rate");
        assertThat(desk.send("PUT", importId + "/mapping", Map.of("currency", "CNY", "rate", "0.084"))
                        .json()
                        .path("obstacle")
                        .stringValue())
                .contains("nothing to convert");
        assertThat(desk.send("PUT", importId + "/mapping", Map.of("currency", "INR"))
                        .json()
                        .path("obstacle")
                        .stringValue())
                .as("the rate of another currency is not kept")
                .contains("Give the rate");
        assertThat(desk.send("PUT", importId + "/mapping", Map.of("rate", 0.084))
                        .json()
                        .path("obstacle")
                        .isNull())
                .isTrue();
        assertCounts(desk.start(importId), 1, 0, 0, 0, 0);
        assertThat(offer("rupee-1").price().amount()).isEqualTo("84.00");
    }

    @Test
    void whatTheColumnsMeanCanBeSaidOnTheScreen() {
        var received = desk.receive(Map.of("screen.csv", text("a,b,c\nscreen-1,Cup,10\n")));
        assertThat(received.path("obstacle").stringValue()).contains("No column is the name");
        var importId = received.path("importId").stringValue();
        assertThat(desk.post(importId + "/start").status()).isEqualTo(422);
        var unknown = desk.send("POST", importId + "/start", Map.of("mapping", Map.of("a", "nonsense")));
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.json().path("type").stringValue()).isEqualTo("/problems/invalid-mapping");
        assertThat(desk.send(
                                "POST",
                                importId + "/start",
                                Map.of("mapping", Map.of("a", "sku", "b", "name", "c", "price")))
                        .status())
                .isEqualTo(202);
        assertCounts(desk.ended(importId), 1, 0, 0, 0, 0);
        assertThat(desk.post(importId + "/start").status()).as("it is done").isEqualTo(409);
    }

    @Test
    void whatKeepsAnImportFromStartingIsSaidInTheReadersLanguage() {
        var importId = desk.receive(Map.of("words.csv", text("a,b,c\nwords-1,Cup,10\n")))
                .path("importId")
                .stringValue();
        assertThat(desk.run(importId).path("obstacle").stringValue())
                .isEqualTo("No column is the name. Say which one is.");
        assertThat(desk.get("/" + importId + "?lang=zh").json().path("obstacle").stringValue())
                .isEqualTo("还没有哪一列是名称，请指定一列。");
        assertThat(desk.send("PUT", importId + "/mapping?lang=zh", Map.of("mapping", Map.of("b", "name")))
                        .json()
                        .path("obstacle")
                        .stringValue())
                .isEqualTo("还没有哪一列是价格，请指定一列。");
        var constant = desk.send("PUT", importId + "/mapping", Map.of("constants", Map.of("nonsense", "1")));
        assertThat(constant.status()).isEqualTo(422);
        assertThat(constant.body()).contains("There is no field");
    }

    @ParameterizedTest
    @CsvSource({
        "zh_CN.UTF-8,'格式 plain，共 1 行。',还没有哪一列是名称，请指定一列。,没有导入任何内容。",
        "en_GB.UTF-8,'Profile plain, 1 row.',No column is the name. Say which one is.,Nothing was imported.",
        "C,'Profile plain, 1 row.',No column is the name. Say which one is.,Nothing was imported."
    })
    void theCommandLineSaysItInTheLanguageOfTheTerminal(
            String terminal, String profile, String obstacle, String nothing, @TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("terminal.csv"), "a,b,c\nterminal-1,Cup,10\n");
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var environment = Map.of("LANG", terminal, "KONTOR_ADMIN_PASSWORD", "open-the-doors-2026");
        var code = new ImportFiles(printed(out), printed(err), environment, _ -> {
                    throw new AssertionError("the shop runs already");
                })
                .run(List.of("catalog", file.toString(), "--url", shop.address().toString()));
        assertThat(code).isEqualTo(2);
        assertThat(out.toString(UTF_8)).contains(profile);
        assertThat(err.toString(UTF_8)).startsWith(obstacle).contains(nothing, "--map");
        assertThat(products("terminal-")).isZero();
    }

    private static PrintStream printed(ByteArrayOutputStream to) {
        return new PrintStream(to, true, UTF_8);
    }

    @Test
    void categoriesThatAreThereStayAsTheyAreAndNewOnesGoBelowThem() {
        var file = "code,name,price,category\ntree-1,Cup,10,Pottery > Cups\ntree-2,Bowl,10,Pottery > Bowls > Deep\n";
        assertCounts(desk.bring(Map.of("tree.csv", text(file))), 2, 0, 0, 0, 0);
        db.sql("UPDATE catalog.category SET name = '{\"en\":\"Fine pottery\"}', position = 7 WHERE code = 'pottery'")
                .update();
        var more = "code,name,price,category\ntree-3,Jug,10,Pottery > Jugs\ntree-4,Deep bowl,10,Deep\n"
                + "tree-5,Too deep,10,a > b > c > d > e > f > g > h\n";
        var run = desk.bring(Map.of("more.csv", text(more)));
        assertThat(run.path("status").stringValue()).isEqualTo("DONE");
        assertThat(catalog.categories())
                .anySatisfy(category -> {
                    assertThat(category.slug()).isEqualTo("pottery");
                    assertThat(category.name().in(Language.EN)).isEqualTo("Fine pottery");
                })
                .anySatisfy(category -> {
                    assertThat(category.name().in(Language.EN)).isEqualTo("Jugs");
                    assertThat(category.parent()).isEqualTo("pottery");
                })
                .as("another category of the same name has an address of its own")
                .anySatisfy(category -> {
                    assertThat(category.slug()).isEqualTo("deep-2");
                    assertThat(category.parent()).isNull();
                });
    }

    @Test
    void constantsFillWhatTheFileDoesNotSay() {
        assertCounts(
                desk.bring(
                        Map.of("set.csv", text("code,name,price,brand\nset-1,Cup,10,\nset-2,Bowl,10,Kiln\n")),
                        "set",
                        "stock=7",
                        "set",
                        "brand=Own brand",
                        "set",
                        "category=Home > Tableware"),
                2,
                0,
                0,
                0,
                0);
        assertThat(available("set-1")).isEqualTo(7);
        assertThat(catalog.product(offer("set-1").slug(), Language.EN)
                        .orElseThrow()
                        .brand()
                        .name())
                .isEqualTo("Own brand");
        assertThat(catalog.product(offer("set-2").slug(), Language.EN)
                        .orElseThrow()
                        .brand()
                        .name())
                .isEqualTo("Kiln");
        assertThat(catalog.categories()).anySatisfy(category -> {
            assertThat(category.name().in(Language.EN)).isEqualTo("Tableware");
            assertThat(category.parent()).isEqualTo("home");
        });
    }

    @Test
    void theMagentoLayoutIsRecognised() throws IOException {
        var received = desk.receive(
                fixtures("magento/categories.csv", "magento/products.csv", "magento/gear.csv", "magento/reviews.csv"));
        assertThat(received.path("profile").stringValue()).isEqualTo("magento");
        assertThat(received.path("files")
                        .valueStream()
                        .map(file -> file.path("part").stringValue()))
                .containsExactly("categories", "products", "list", "");
        assertThat(received.path("obstacle").stringValue()).contains("The prices are in USD and the shop sells in CNY");
        var importId = received.path("importId").stringValue();
        desk.sendPictures(importId, Map.of("m/h/hat-blue.jpg", jpeg()));
        desk.send("PUT", importId + "/mapping", Map.of("rate", 7.1));
        var run = desk.start(importId);
        assertThat(desk.faults(run))
                .containsExactly(
                        "7 configurable_variations: It lists the variant \"GONE-M\", which no row describes.",
                        "8 visibility: It is not sold by itself, and no configurable product lists it.",
                        "9 product_type: Products of the type \"bundle\" are not imported.",
                        "10 -: The SKU MHAT-S-Blue stands on line 2 already; this row was left out.");
        assertCounts(run, 3, 0, 0, 3, 4);
        var hat = catalog.product(offer("MHAT-S-Blue").slug(), Language.EN).orElseThrow();
        assertThat(hat.name()).isEqualTo("Ridge Hat™");
        assertThat(hat.categories()).extracting(Catalog.CategoryRef::name).containsExactly("Men", "Hats");
        assertThat(hat.options()).extracting(Catalog.Option::code).containsExactly("size", "colour");
        assertThat(hat.variants()).extracting(Catalog.VariantView::sku).containsExactly("MHAT-S-Blue", "MHAT-M-Red");
        assertThat(hat.variants().getFirst().price().amount()).isEqualTo("71.00");
        assertThat(hat.variants().get(1).price().amount()).isEqualTo("63.90");
        assertThat(hat.variants().get(1).listPrice().amount()).isEqualTo("71.00");
        assertThat(hat.images()).hasSize(1);
        assertThat(hat.attributes()).extracting(Catalog.Attribute::code).containsExactly("material", "climate");
        assertThat(hat.description()).contains("<p>Warm.</p>").doesNotContain("script");
        assertThat(catalog.categories())
                .as("what the tree hides is not in the menu")
                .noneMatch(category -> category.name().in(Language.EN).equals("Sale"));
        var bag = catalog.product(offer("24-BAG").slug(), Language.EN).orElseThrow();
        assertThat(bag.categories()).extracting(Catalog.CategoryRef::name).containsExactly("Gear", "Bags");
        assertThat(bag.attributes())
                .anySatisfy(attribute -> assertThat(attribute.value()).isEqualTo("Nylon, Polyester"));
    }

    private static byte[] jpeg() throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "jpg", bytes);
        return bytes.toByteArray();
    }

    @Test
    void theLitemallTablesAreRecognisedInAnyOrder() {
        var files = fixtures(
                "litemall/brand.csv",
                "litemall/goods_product.csv",
                "litemall/category.csv",
                "litemall/goods_specification.csv",
                "litemall/goods.csv",
                "litemall/goods_attribute.csv",
                "litemall/keyword.csv");
        var run = desk.bring(files);
        assertThat(run.path("profile").stringValue()).isEqualTo("litemall");
        assertThat(desk.faults(run))
                .containsExactly(
                        "4 specifications: It names no value of 颜色.",
                        "5 goods_id: There are no goods with the number 99.",
                        "4 gallery: It is not a JSON list: [broken");
        assertCounts(run, 2, 0, 0, 3, 3);
        var quilt = catalog.product(offer("LM1-1").slug(), Language.ZH).orElseThrow();
        assertThat(quilt.name()).isEqualTo("蚕丝被");
        assertThat(quilt.options()).extracting(Catalog.Option::name).containsExactly("规格", "颜色");
        assertThat(quilt.variants())
                .extracting(variant -> variant.price().amount())
                .containsExactly("999.00", "1099.00");
        assertThat(quilt.brand().name()).isEqualTo("桑园制造商");
        assertThat(quilt.images())
                .as("pictures of other servers are not fetched")
                .isEmpty();
        assertThat(quilt.description()).contains("一床好被").doesNotContain("img");
        assertThat(quilt.attributes())
                .anySatisfy(attribute -> assertThat(attribute.value()).isEqualTo("蚕丝；棉"));
        assertThat(catalog.offers(List.of("LM2"))).as("it is not on sale").isEmpty();
        assertThat(products("LM")).isEqualTo(2);
        assertCounts(desk.bring(files), 0, 0, 2, 3, 3);
    }
}
