package io.kontor.catalog.publishing;

import static io.kontor.catalog.Goods.newCode;
import static io.kontor.catalog.Goods.teapot;
import static io.kontor.catalog.Goods.text;
import static io.kontor.catalog.Goods.yuan;
import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.catalog.Catalog;
import io.kontor.catalog.CatalogModule;
import io.kontor.catalog.Goods;
import io.kontor.catalog.product.ProductDraft.Variant;
import io.kontor.catalog.product.SaveProduct;
import io.kontor.identity.IdentityModule;
import io.kontor.inventory.Inventory;
import io.kontor.inventory.InventoryModule;
import io.kontor.kernel.Language;
import io.kontor.testkit.AtOnce;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.Members;
import io.kontor.testkit.TestShop;
import io.kontor.testkit.TestShop.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@KontorTest({IdentityModule.class, InventoryModule.class, CatalogModule.class})
class VersionsTest {
    private final TestShop shop;
    private final SaveProduct saveProduct;
    private final Catalog catalog;
    private final PublishDue publishDue;
    private final JdbcClient db;
    private final String editor;
    private final String reviewer;
    private final String code = newCode();
    private final Goods.Draft goods = teapot(code);

    VersionsTest(TestShop shop, SaveProduct saveProduct, Catalog catalog, PublishDue publishDue, JdbcClient db) {
        this.shop = shop;
        this.saveProduct = saveProduct;
        this.catalog = catalog;
        this.publishDue = publishDue;
        this.db = db;
        this.editor = Members.staff(shop, "catalog.read", "catalog.write");
        this.reviewer = Members.staff(shop, "catalog.read", "catalog.write", "catalog.publish");
    }

    private String onSale() {
        return "/api/admin/v1/products/"
                + saveProduct.save(goods.done(), "test").productId();
    }

    private ObjectNode sheet(String path) {
        return (ObjectNode) shop.get(path, "Cookie", editor).json();
    }

    private static ObjectNode named(ObjectNode sheet, String name) {
        sheet.withObject("/name").put("en", name);
        return sheet;
    }

    private Answer saveDraft(String path, Object sheet, String ifMatch) {
        return shop.send("PUT", path + "/draft", sheet, "Cookie", editor, "If-Match", ifMatch);
    }

    /** Begins a draft with another English name. @return its ETag */
    private String draft(String path, String name) {
        var answer = saveDraft(path, named(sheet(path), name), "\"0\"");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.header("ETag");
    }

    private Answer post(String path, Object body, String cookie, String ifMatch) {
        return shop.post(path, body, "Cookie", cookie, "If-Match", ifMatch);
    }

    private Answer approve(String path, String ifMatch) {
        return post(path + "/draft/approval", Map.of(), reviewer, ifMatch);
    }

    private String shownName(String path) {
        return catalog.product(sheet(path).path("slug").asString(), Language.EN)
                .orElseThrow()
                .name();
    }

    private static List<String> codes(JsonNode version) {
        return StreamSupport.stream(version.path("timeline").spliterator(), false)
                .map(entry -> entry.path("code").asString())
                .toList();
    }

    private List<String> states(String path) {
        return StreamSupport.stream(
                        shop.get(path + "/versions", "Cookie", editor)
                                .json()
                                .path("items")
                                .spliterator(),
                        false)
                .map(row -> row.path("number").asInt() + " " + row.path("state").asString())
                .toList();
    }

    @Test
    void aDraftIsSeenByNobodyUntilAReviewerApprovesIt() {
        var path = onSale();
        var etag = draft(path, "Pot of clay");
        assertThat(shownName(path)).isEqualTo("Teapot " + code);

        var submitted = post(path + "/draft/submission", Map.of("note", "New name"), editor, etag);
        assertThat(submitted.json().path("state").asString()).isEqualTo("SUBMITTED");
        assertThat(approve(path, etag).status())
                .as("what the reviewer saw is no longer it")
                .isEqualTo(412);
        assertThat(approve(path, submitted.header("ETag")).status()).isEqualTo(204);

        assertThat(shownName(path)).isEqualTo("Pot of clay");
        assertThat(shop.get(path + "/draft", "Cookie", editor).status()).isEqualTo(404);
        assertThat(states(path)).containsExactly("2 REPLACED", "1 PUBLISHED");
        var published = shop.get(path + "/versions/1", "Cookie", editor).json();
        assertThat(codes(published)).containsExactly("BEGUN", "SUBMITTED", "PUBLISHED");
        assertThat(published.path("timeline").path(1).path("note").asString()).isEqualTo("New name");
        assertThat(published.path("timeline").path(1).path("name").asString()).isEqualTo("Mia");
    }

    @Test
    void aReviewerSeesWhatChangedAndNothingElse() {
        var path = onSale();
        var sheet = sheet(path);
        sheet.withObject("/name").put("en", "Pot");
        ((ObjectNode) sheet.path("variants").path(1))
                .set("price", sheet.path("variants").path(0).path("price"));
        ((ObjectNode) sheet.path("attributes").path(0).path("value")).put("zh", "瓷");
        var changes = saveDraft(path, sheet, "\"0\"").json().path("changes");
        assertThat(changes.toString().replace('"', '\''))
                .isEqualTo(
                        ("[{'part':'name','item':null,'kind':'CHANGED','fields':[{'field':'en','before':'Teapot CODE','after':'Pot'}]},"
                                        + "{'part':'variants','item':'CODE-black','kind':'CHANGED','fields':[{'field':'price','before':'139.00 CNY','after':'129.00 CNY'}]},"
                                        + "{'part':'attributes','item':'material','kind':'CHANGED','fields':[{'field':'value.zh','before':'紫砂','after':'瓷'}]}]")
                                .replace("CODE", code));
    }

    @Test
    void aDraftLikeTheProductHasNoDifference() {
        var path = onSale();
        assertThat(saveDraft(path, sheet(path), "\"0\"").json().path("changes")).isEmpty();
    }

    @Test
    void whatIsSentBackIsWorkedOnAndSubmittedAgain() {
        var path = onSale();
        var submitted = post(path + "/draft/submission", Map.of(), editor, draft(path, "Pott"));
        var nothing = post(path + "/draft/rejection", Map.of("reasons", List.of()), reviewer, submitted.header("ETag"));
        assertThat(nothing.status()).isEqualTo(400);
        var reasons = Map.of("reasons", List.of(Map.of("about", "name", "note", "A typing error")));
        var sentBack = post(path + "/draft/rejection", reasons, reviewer, submitted.header("ETag"));
        assertThat(sentBack.json().path("state").asString()).isEqualTo("SENT_BACK");
        assertThat(sentBack.json().path("timeline").path(2).path("about").asString())
                .isEqualTo("name");
        assertThat(approve(path, sentBack.header("ETag")).status()).isEqualTo(409);

        var mended = saveDraft(path, named(sheet(path), "Pot"), sentBack.header("ETag"));
        assertThat(mended.json().path("state").asString()).isEqualTo("DRAFT");
        var again = post(path + "/draft/submission", Map.of(), editor, mended.header("ETag"));
        assertThat(approve(path, again.header("ETag")).status()).isEqualTo(204);
        assertThat(shownName(path)).isEqualTo("Pot");
    }

    @Test
    void theSecondOfTwoEditorsIsTold() {
        var path = onSale();
        var etag = draft(path, "Mine");
        assertThat(saveDraft(path, named(sheet(path), "Yours"), "\"0\"").status())
                .isEqualTo(412);
        assertThat(saveDraft(path, named(sheet(path), "Mine, better"), etag).status())
                .isEqualTo(200);
        assertThat(saveDraft(path, named(sheet(path), "Yours"), etag).status()).isEqualTo(412);
        assertThat(shop.send("PUT", path + "/draft", sheet(path), "Cookie", editor)
                        .status())
                .isEqualTo(428);
    }

    @Test
    void ofManyWhoBeginADraftAtOnceOneDoes() {
        var path = onSale();
        var sheet = sheet(path);
        var answers = AtOnce.run(10, _ -> saveDraft(path, sheet, "\"0\"").status());
        assertThat(answers).containsOnlyOnce(200);
        assertThat(answers).filteredOn(status -> !status.equals(200)).hasSize(9).containsOnly(412);
    }

    @Test
    void aDraftIsNotPublishedOverWhatAnotherChanged() {
        var path = onSale();
        var etag = draft(path, "Pot");
        goods.summary = text("进口", "Imported");
        saveProduct.save(goods.done(), "test");

        var read = shop.get(path + "/draft", "Cookie", editor);
        assertThat(read.json().path("changedMeanwhile").asBoolean()).isTrue();
        var refused = approve(path, etag);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("type").asString()).isEqualTo("/problems/changed-meanwhile");

        var kept = (ObjectNode) read.json().path("content");
        var saved = saveDraft(path, kept, etag);
        assertThat(saved.json().path("changedMeanwhile").asBoolean()).isFalse();
        assertThat(saved.json().path("changes").toString()).contains("Imported", "For tea");
        assertThat(approve(path, saved.header("ETag")).status()).isEqualTo(204);
        assertThat(sheet(path).path("summary").path("en").asString()).isEqualTo("For tea");
    }

    @Test
    void whatWasApprovedForATimeIsPublishedThen() {
        var path = onSale();
        var etag = draft(path, "Winter pot");
        var at = Instant.now().plus(Duration.ofDays(1));
        var approved = post(path + "/draft/approval", Map.of("publishAt", at.toString()), reviewer, etag);
        assertThat(approved.status()).as(approved.body()).isEqualTo(204);
        publishDue.run();
        assertThat(shownName(path)).isEqualTo("Teapot " + code);
        assertThat(shop.get(path + "/draft", "Cookie", editor)
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("SCHEDULED");

        itsTimeHasCome(path);
        publishDue.run();
        assertThat(shownName(path)).isEqualTo("Winter pot");
        assertThat(states(path)).containsExactly("2 REPLACED", "1 PUBLISHED");
    }

    private void itsTimeHasCome(String path) {
        db.sql(
                        "UPDATE catalog.product_version SET publish_at = now() - interval '1 second' WHERE product_id = :id AND state = 'SCHEDULED'")
                .param("id", UUID.fromString(path.substring(path.lastIndexOf('/') + 1)))
                .update();
    }

    @Test
    void whatCanNoLongerBePublishedAtItsTimeGoesBackWithTheReason() {
        var path = onSale();
        var at = Instant.now().plus(Duration.ofDays(1));
        post(path + "/draft/approval", Map.of("publishAt", at.toString()), reviewer, draft(path, "Winter pot"));
        goods.summary = text("进口", "Imported");
        saveProduct.save(goods.done(), "test");
        itsTimeHasCome(path);
        publishDue.run();
        assertThat(shownName(path)).isEqualTo("Teapot " + code);
        var draft = shop.get(path + "/draft", "Cookie", editor).json();
        assertThat(draft.path("state").asString()).isEqualTo("SENT_BACK");
        assertThat(draft.path("timeline").path(2).path("note").asString()).contains("changed since");
    }

    @Test
    void anEarlierVersionIsRestoredWholeButForItsStock(Inventory inventory) {
        var path = onSale();
        var sku = goods.sku(0);
        goods.name = text("新壶", "New pot");
        goods.variants.removeLast();
        goods.variants.set(0, new Variant(sku, Map.of("colour", "red"), yuan("99.00"), null, 900, 1_800, null, 77));
        var fresh = sheet(path);
        var etag = shop.get(path, "Cookie", reviewer).header("ETag");
        saveProduct.save(goods.done(), "test");
        assertThat(states(path)).isEmpty();
        var stale = shop.send("PUT", path, named(fresh, "Newest pot"), "Cookie", reviewer, "If-Match", etag);
        assertThat(stale.status()).isEqualTo(412);
        etag = shop.get(path, "Cookie", reviewer).header("ETag");
        var changed = shop.send("PUT", path, named(sheet(path), "Newest pot"), "Cookie", reviewer, "If-Match", etag);
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(states(path)).containsExactly("2 PUBLISHED", "1 REPLACED");

        var restored = post(path + "/versions/1/restoration", null, reviewer, changed.header("ETag"));
        assertThat(restored.status()).as(restored.body()).isEqualTo(204);
        assertThat(shownName(path)).isEqualTo("New pot");
        assertThat(catalog.offers(List.of(sku)).getFirst().price()).isEqualTo(yuan("99.00"));
        assertThat(inventory.available(List.of(sku)).getFirst().available()).isEqualTo(77);
        assertThat(states(path)).containsExactly("3 PUBLISHED", "2 REPLACED", "1 REPLACED");
        assertThat(codes(shop.get(path + "/versions/3", "Cookie", editor).json()))
                .containsExactly("RESTORED");
        assertThat(post(path + "/versions/1/restoration", null, reviewer, changed.header("ETag"))
                        .status())
                .isEqualTo(412);
        assertThat(post(path + "/versions/9/restoration", null, reviewer, changed.header("ETag"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void savingTheSameAgainIsNoVersion() {
        var path = onSale();
        for (var time = 0; time < 2; time++) {
            var read = shop.get(path, "Cookie", reviewer);
            var sent = shop.send("PUT", path, read.json(), "Cookie", reviewer, "If-Match", read.header("ETag"));
            assertThat(sent.status()).isEqualTo(200);
        }
        assertThat(states(path)).hasSizeLessThanOrEqualTo(2);
        assertThat(states(path).getFirst()).endsWith("PUBLISHED");
    }

    @Test
    void whoMayNotPublishChangesNothingThatShoppersSee() {
        var path = onSale();
        var read = shop.get(path, "Cookie", editor);
        var sent = shop.send("PUT", path, named(sheet(path), "Pot"), "Cookie", editor, "If-Match", read.header("ETag"));
        assertThat(sent.status()).isEqualTo(403);
        assertThat(sent.json().path("detail").asString()).contains("catalog.publish");
        assertThat(shop.send("DELETE", path + "/publication", null, "Cookie", editor)
                        .status())
                .isEqualTo(403);
        assertThat(post(path + "/draft/approval", Map.of(), editor, draft(path, "Pot"))
                        .status())
                .isEqualTo(403);
        assertThat(shownName(path)).isEqualTo("Teapot " + code);
    }

    @Test
    void withdrawingAndPuttingOnSaleAgainIsOneVersion() {
        var path = onSale();
        shop.send("DELETE", path + "/publication", null, "Cookie", reviewer);
        shop.post(path + "/publication", null, "Cookie", reviewer);
        assertThat(states(path)).containsExactly("1 PUBLISHED");
        shop.send("DELETE", path + "/publication", null, "Cookie", reviewer);
        assertThat(states(path)).containsExactly("1 WITHDRAWN");
        assertThat(codes(shop.get(path + "/versions/1", "Cookie", editor).json()))
                .containsExactly("PUBLISHED", "WITHDRAWN");
    }

    @Test
    void theDeskListsWhatWaits() {
        var path = onSale();
        post(path + "/draft/submission", Map.of(), editor, draft(path, "Pot of " + code));
        var waiting = shop.get("/api/admin/v1/drafts?state=SUBMITTED&limit=1", "Cookie", reviewer)
                .json();
        assertThat(waiting.path("items").path(0).path("name").path("en").asString())
                .isEqualTo("Pot of " + code);
        var dropped = shop.send(
                "DELETE",
                path + "/draft",
                null,
                "Cookie",
                editor,
                "If-Match",
                shop.get(path + "/draft", "Cookie", editor).header("ETag"));
        assertThat(dropped.status()).isEqualTo(204);
        assertThat(shop.get("/api/admin/v1/drafts?state=SUBMITTED", "Cookie", reviewer)
                        .body())
                .doesNotContain("Pot of " + code);
    }

    @Test
    void aPreviewShowsTheDraftAsItsPageWould(ShowPreview showPreview) {
        var path = onSale();
        draft(path, "Pot to come");
        var token = shop.post(path + "/versions/1/preview", null, "Cookie", editor)
                .json()
                .path("token")
                .asString();
        var shown = showPreview.show(token, Language.EN).orElseThrow();
        assertThat(shown.name()).isEqualTo("Pot to come");
        var live = catalog.product(sheet(path).path("slug").asString(), Language.EN)
                .orElseThrow();
        assertThat(shown.variants()).isEqualTo(live.variants());
        assertThat(shown.options()).isEqualTo(live.options());
        assertThat(shown.attributes()).isEqualTo(live.attributes());
        assertThat(shown.description()).isEqualTo(live.description());
        assertThat(showPreview.show(token.replace(".1.", ".2."), Language.EN)).isEmpty();
        assertThat(showPreview.show("", Language.EN)).isEmpty();
        assertThat(shop.post(path + "/versions/7/preview", null, "Cookie", editor)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void anAddressThatAProductHadLeadsToTheOneItHas() {
        var path = onSale();
        var before = sheet(path).path("slug").asString();
        goods.slug = "pot-" + code;
        saveProduct.save(goods.done(), "test");
        assertThat(catalog.product(before, Language.EN)).isEmpty();
        assertThat(catalog.productMoved(before)).contains("pot-" + code);
        goods.slug = before;
        saveProduct.save(goods.done(), "test");
        assertThat(catalog.product(before, Language.EN)).isPresent();
        assertThat(catalog.productMoved("pot-" + code)).contains(before);
        shop.send("DELETE", path + "/publication", null, "Cookie", reviewer);
        assertThat(catalog.productMoved("pot-" + code)).isEmpty();
    }
}
