package io.kontor.catalog.importing;

import static io.kontor.catalog.importing.ImportDesk.assertCounts;
import static io.kontor.catalog.importing.ImportDesk.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.catalog.CatalogModule;
import io.kontor.identity.IdentityModule;
import io.kontor.inventory.InventoryModule;
import io.kontor.testkit.Await;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.TestShop;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What becomes of an import while it runs and afterwards, and what is refused before it begins. */
@KontorTest({IdentityModule.class, InventoryModule.class, CatalogModule.class})
class ImportLifeTest {
    private final ImportDesk desk;
    private final TestShop shop;
    private final JdbcClient db;

    ImportLifeTest(TestShop shop, JdbcClient db) {
        this.desk = new ImportDesk(shop);
        this.shop = shop;
        this.db = db;
    }

    private long products(String prefix) {
        return db.sql("SELECT count(*) FROM catalog.product WHERE code LIKE :prefix")
                .param("prefix", prefix + "%")
                .query(Long.class)
                .single();
    }

    @Test
    void aCancelledImportLeavesWholeProductsAndCanBeStartedAgain() {
        var rows = new StringBuilder("sku,parent,name,price,size\n");
        for (var i = 0; i < 1_500; i++) {
            for (var size : List.of("S", "M")) {
                rows.append("cancel-%1$d-%2$s,cancel-%1$d,Shirt %1$d,10,%2$s\n".formatted(i, size));
            }
        }
        var importId = desk.receive(Map.of("cancel.csv", text(rows.toString())))
                .path("importId")
                .stringValue();
        assertThat(desk.post(importId + "/start").status()).isEqualTo(202);
        Await.until(() -> assertThat(desk.run(importId).path("created").asInt()).isPositive());
        assertThat(desk.post(importId + "/cancellation").status()).isEqualTo(200);
        var cancelled = desk.ended(importId);
        assertThat(cancelled.path("status").stringValue()).isEqualTo("CANCELLED");
        assertThat(products("cancel-"))
                .isEqualTo(cancelled.path("created").asLong())
                .isLessThan(1_500);
        assertThat(variantsOfEachProduct("cancel-")).containsOnly(2L);
        var again = desk.start(importId);
        assertCounts(
                again,
                1_500 - cancelled.path("created").asInt(),
                0,
                cancelled.path("created").asInt(),
                0,
                0);
        assertThat(products("cancel-")).isEqualTo(1_500);
    }

    private List<Long> variantsOfEachProduct(String prefix) {
        return db.sql("""
                        SELECT DISTINCT count(*) FROM catalog.variant JOIN catalog.product USING (product_id)
                         WHERE code LIKE :prefix GROUP BY product_id
                        """).param("prefix", prefix + "%").query(Long.class).list();
    }

    @Test
    void anImportWhoseProcessDiedIsTakenUpWhereItStood(ImportStore imports) {
        var rows = new StringBuilder("code,name,price\n");
        for (var i = 100; i < 500; i++) {
            rows.append("died-").append(i).append(",Cup ").append(i).append(",10\n");
        }
        var importId = UUID.fromString(desk.receive(Map.of("died.csv", text(rows.toString())))
                .path("importId")
                .stringValue());
        var dead = UUID.randomUUID();
        db.sql("""
                        UPDATE catalog.import_run SET status = 'RUNNING', started_at = :at, worker = :dead, heartbeat_at = :at
                         WHERE import_id = :importId
                        """)
                .param("importId", importId)
                .param("dead", dead)
                .param("at", Timestamp.from(Instant.now().minus(Duration.ofHours(1))))
                .update();
        assertCounts(desk.ended(importId.toString()), 400, 0, 0, 0, 0);
        assertThat(imports.stage(importId, dead, List.of(), List.of(), 0, 0, Instant.now()))
                .as("the dead one, should it wake")
                .isFalse();
    }

    @Test
    void aFileThatIsNoTableIsRefusedWithItsNameAndLine() {
        var refused = desk.send(Map.of("wrong.csv", "编码,名称\n1,茶壶\n".getBytes(Charset.forName("GB18030"))));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("type").stringValue()).isEqualTo("/problems/unreadable-file");
        assertThat(refused.json().path("detail").stringValue()).startsWith("wrong.csv: Line 1 is not valid UTF-8.");
        assertThat(desk.send(Map.of("a.csv", text("a,b\n1,2\n")), "profile", "magento")
                        .status())
                .isEqualTo(422);
        assertThat(desk.send(Map.of("a.csv", text("a,b\n1,2\n")), "profile", "other")
                        .json()
                        .path("detail")
                        .stringValue())
                .contains("magento, litemall, plain");
        assertThat(desk.send(Map.of("a.csv", text("a,b\n1,2\n")), "map", "nothing")
                        .status())
                .isEqualTo(400);
        assertThat(desk.send(Map.of("a.csv", text("a,b\n1,2\n")), "map", "c=name")
                        .json()
                        .path("detail")
                        .stringValue())
                .contains("There is no column \"c\"");
        assertThat(desk.send(Map.of(), "map", "c=name").status()).isEqualTo(400);
    }

    @Test
    void pictureNamesThatLeadElsewhereAreRefused() {
        var importId = desk.receive(Map.of("pictures.csv", text("code,name,price\np,Cup,1\n")))
                .path("importId")
                .stringValue();
        for (var name : List.of("../../secret.jpg", "a/../../../b.jpg", "..")) {
            var files = new LinkedHashMap<String, byte[]>();
            files.put(name, new byte[] {1});
            assertThat(desk.sendPicturesAnswer(importId, files).status())
                    .as(name)
                    .isEqualTo(422);
        }
    }

    @Test
    void morePicturesThanOneRequestMayHaveAreRefusedAsWhatTheyAre() {
        var importId = desk.receive(Map.of("many.csv", text("code,name,price\nmany,Cup,1\n")))
                .path("importId")
                .stringValue();
        var pictures = new LinkedHashMap<String, byte[]>();
        for (var i = 0; i < 60; i++) {
            pictures.put("picture-" + i + ".jpg", new byte[] {1});
        }
        var refused = desk.sendPicturesAnswer(importId, pictures);
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.json().path("detail").stringValue()).isEqualTo("Send fewer files at once.");
    }

    @Test
    void filesOfAnImportAreKeptForAWeek(RunImports runImports, ImportFolder folder) throws IOException {
        var young = UUID.fromString(desk.receive(Map.of("young.csv", text("code,name,price\nyoung,Cup,1\n")))
                .path("importId")
                .stringValue());
        var old = UUID.fromString(desk.receive(Map.of("old.csv", text("code,name,price\nold,Cup,1\n")))
                .path("importId")
                .stringValue());
        var at = Instant.now().minus(Duration.ofDays(8));
        Files.setLastModifiedTime(folder.file(old, 0).getParent(), FileTime.from(at));
        db.sql("UPDATE catalog.import_run SET created_at = :at WHERE import_id = :importId")
                .param("at", Timestamp.from(at))
                .param("importId", old)
                .update();
        runImports.forgetOldFiles();
        assertThat(folder.has(old)).isFalse();
        assertThat(folder.has(young)).isTrue();
        assertThat(desk.run(old.toString()).path("fileName").stringValue())
                .as("what came of it is still told")
                .isEqualTo("old.csv");
        assertThat(desk.post(old + "/start").status()).isEqualTo(409);
        assertThat(desk.start(young.toString()).path("status").stringValue()).isEqualTo("DONE");
    }

    @Test
    void wordsThatBeginLikeAFormulaAreHarmlessInTheErrorsFile() {
        var run = desk.bring(Map.of("formula.csv", text("code,name,price\n\"=cmd|' /C calc'!A0\",Cup,x\n")));
        var file = desk.get("/" + run.path("importId").stringValue() + "/errors.csv")
                .body();
        assertThat(file).contains(",'=cmd|' /C calc'!A0,");
    }

    @Test
    void onlyStaffWhoMayWriteTheCatalogueImports() {
        assertThat(shop.get("/api/admin/v1/imports").status()).isEqualTo(401);
        assertThat(desk.get("/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(desk.get("?limit=1").json().path("items").size()).isLessThanOrEqualTo(1);
    }
}
