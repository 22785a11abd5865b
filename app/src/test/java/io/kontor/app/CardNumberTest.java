package io.kontor.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.kontor.testkit.Members;
import io.kontor.testkit.TestShop;
import io.kontor.testkit.TestShop.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes card numbers into every text that the house takes from outside, as its own description of the API names them, and
 * looks for them in every row of every table and in every line of the log.
 */
@WholeHouse
class CardNumberTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int DEPTH_MAX = 6;
    /** A variable in a pattern of addresses, perhaps with an expression that has braces too. */
    private static final String VARIABLE = "\\{(?:[^{}]|\\{[^{}]*})*}";

    private static final List<String> WRITTEN = List.of(
            "4111111111111111",
            "5555 5555 5555 4444",
            "3782-822463-10005",
            "６２００ ００００ ００００ ０００５",
            "My card is 4012 8888 8888 1881, thank you");
    private static final List<String> DIGITS =
            List.of("4111111111111111", "5555555555554444", "378282246310005", "6200000000000005", "4012888888881881");

    private final TestShop shop;
    private final JdbcClient db;

    CardNumberTest(TestShop shop, JdbcClient db) {
        this.shop = shop;
        this.db = db;
    }

    /** A text somewhere in the body of a request. */
    private record Field(String method, String path, List<String> place, JsonNode body) {}

    @Test
    void noCardNumberIsKeptOrLogged() {
        var logged = new Listening();
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        logged.setContext(root.getLoggerContext());
        logged.start();
        root.addAppender(logged);
        try {
            var fields = fields("/api/");
            assertThat(fields)
                    .filteredOn(field -> field.path().startsWith("/api/store/"))
                    .as("the description names the fields")
                    .hasSizeGreaterThan(40);
            var shopper = Members.shopper(shop);
            var staff = Members.admin(shop);
            for (var field : fields) {
                var cookie = field.path().startsWith("/api/admin/") ? staff : shopper;
                for (var number : WRITTEN) {
                    refused(field, number, cookie);
                }
            }
            elsewhere(shopper);
        } finally {
            root.detachAppender(logged);
        }
        assertThat(logged.lines).noneMatch(CardNumberTest::holdsOne);
        assertThat(tablesWithOne()).isEmpty();
    }

    @Test
    void theSearchFindsOneThatWasPlanted() {
        db.sql("INSERT INTO platform.secret (name, value) VALUES ('planted 4111 1111 1111 1111', '')")
                .update();
        try {
            assertThat(tablesWithOne()).containsExactly("platform.secret");
        } finally {
            db.sql("DELETE FROM platform.secret WHERE name LIKE 'planted%'").update();
        }
    }

    @Test
    void phoneNumbersAndOrderNumbersAreWelcome() {
        var answer = shop.post(
                "/api/store/v1/carts/" + UUID.randomUUID() + "/quote",
                Map.of("address", Map.of("name", "Lena", "phone", "+86 138 0013 8000", "line2", "26112248137205")));
        assertThat(answer.json().path("type").asString()).isEqualTo("/problems/cart-not-found");
    }

    private void refused(Field field, String number, String cookie) {
        var body = with(field, number);
        var answer = shop.send(
                field.method(),
                field.path(),
                JSON.writeValueAsString(body),
                "Cookie",
                cookie,
                "Idempotency-Key",
                UUID.randomUUID().toString(),
                "If-Match",
                "\"1\"");
        // A time or an id is refused for its form; a text only for the number.
        assertThat(answer.status()).as(field + " " + answer.body()).isBetween(400, 499);
        assertThat(answer.json().path("type").asString())
                .as(field + " " + answer.body())
                .isIn("/problems/card-number", "/problems/invalid-request", "/problems/unreadable-body");
    }

    /** In parameters, form fields, parts of the address and headers of every endpoint there is. */
    private void elsewhere(String cookie) {
        var number = WRITTEN.get(1);
        var coded = URLEncoder.encode(number, StandardCharsets.UTF_8).replace("+", "%20");
        shop.context()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((info, _) -> info.getPatternValues().stream()
                        .filter(pattern -> !pattern.startsWith("/internal/"))
                        .forEach(pattern -> info.getMethodsCondition()
                                .getMethods()
                                .forEach(verb -> {
                                    var path = pattern.replace("{lang:zh|en}", "en")
                                            .replace("/**", "/x");
                                    var plain = path.replaceAll(
                                            VARIABLE, UUID.randomUUID().toString());
                                    neverWell(
                                            send(verb.name(), plain + "?q=" + coded + "&words=" + coded, null, cookie));
                                    if (!plain.equals(path)) {
                                        neverWell(send(verb.name(), path.replaceAll(VARIABLE, coded), null, cookie));
                                    }
                                    if (!Set.of("GET", "DELETE").contains(verb.name())) {
                                        neverWell(send(
                                                verb.name(),
                                                plain,
                                                "note=" + coded + "&name=" + coded + "&reason=" + coded,
                                                cookie));
                                    }
                                })));
        assertThat(shop.get("/api/store/v1/categories", "User-Agent", "Shopper " + number)
                        .status())
                .isEqualTo(200);
        assertThat(shop.post("/api/payment/callbacks/sandbox", "{\"card\":\"" + number + "\"}")
                        .status())
                .isEqualTo(403);
        assertThat(shop.get("/" + coded + "/" + coded).status()).isBetween(400, 499);
    }

    private Answer send(String method, String path, String form, String cookie) {
        return form == null
                ? shop.send(method, path, null, "Cookie", cookie)
                : shop.send(method, path, form, "Cookie", cookie, "Content-Type", "application/x-www-form-urlencoded");
    }

    private static void neverWell(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isBetween(400, 499);
    }

    private List<Field> fields(String start) {
        var document = shop.get("/openapi.json").json();
        var fields = new ArrayList<Field>();
        for (var path : document.path("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                var schema = operation
                        .getValue()
                        .path("requestBody")
                        .path("content")
                        .path("application/json")
                        .path("schema");
                if (path.getKey().startsWith(start) && !schema.isMissingNode()) {
                    var places = new ArrayList<List<String>>();
                    var body = sample(document, schema, List.of(), places, 0);
                    var address =
                            path.getKey().replaceAll(VARIABLE, UUID.randomUUID().toString());
                    // A body that is one text is raw: who reads it answers for it, and is tried elsewhere.
                    places.removeIf(List::isEmpty);
                    places.forEach(
                            place -> fields.add(new Field(operation.getKey().toUpperCase(), address, place, body)));
                }
            }
        }
        return fields;
    }

    /** A document of the schema; {@code places} gets where texts stand in it. */
    private static JsonNode sample(
            JsonNode document, JsonNode schema, List<String> place, List<List<String>> places, int depth) {
        if (schema.has("$ref")) {
            var name = schema.path("$ref").asString().replace("#/components/schemas/", "");
            return sample(document, document.path("components").path("schemas").path(name), place, places, depth);
        }
        for (var choice : List.of("anyOf", "oneOf", "allOf")) {
            if (schema.has(choice)) {
                return sample(document, schema.path(choice).get(0), place, places, depth);
            }
        }
        var type = schema.path("type").isArray()
                ? schema.path("type").get(0).asString()
                : schema.path("type").asString();
        if (type.equals("null")) {
            type = schema.path("type").get(1).asString();
        }
        if (depth > DEPTH_MAX) {
            return JSON.nullNode();
        }
        return switch (type) {
            case "object" -> {
                var object = JSON.createObjectNode();
                for (var property : schema.path("properties").properties()) {
                    var inside = new ArrayList<>(place);
                    inside.add(property.getKey());
                    object.set(property.getKey(), sample(document, property.getValue(), inside, places, depth + 1));
                }
                if (schema.path("additionalProperties").isObject()) {
                    var inside = new ArrayList<>(place);
                    inside.add("en");
                    object.set("en", sample(document, schema.path("additionalProperties"), inside, places, depth + 1));
                }
                yield object;
            }
            case "array" -> {
                var inside = new ArrayList<>(place);
                inside.add("0");
                yield JSON.createArrayNode().add(sample(document, schema.path("items"), inside, places, depth + 1));
            }
            case "integer", "number" -> JSON.getNodeFactory().numberNode(1);
            case "boolean" -> JSON.getNodeFactory().booleanNode(true);
            default -> {
                places.add(place);
                yield JSON.getNodeFactory().textNode(text(schema, place));
            }
        };
    }

    private static String text(JsonNode schema, List<String> place) {
        if (schema.has("enum")) {
            return schema.path("enum").get(0).asString();
        }
        return switch (schema.path("format").asString("")) {
            case "uuid" -> UUID.randomUUID().toString();
            case "date-time" -> "2026-01-01T00:00:00Z";
            default -> {
                var name = place.isEmpty() ? "" : place.getLast();
                yield name.equals("amount") ? "1.00" : name.equals("currency") ? "CNY" : "x";
            }
        };
    }

    private static JsonNode with(Field field, String text) {
        var body = field.body().deepCopy();
        put(body, field.place(), text);
        return body;
    }

    private static void put(JsonNode body, List<String> place, String text) {
        var at = body;
        for (var step : place.subList(0, place.size() - 1)) {
            at = at.isArray() ? at.get(Integer.parseInt(step)) : at.get(step);
        }
        if (at instanceof ObjectNode object) {
            object.put(place.getLast(), text);
        } else if (at instanceof ArrayNode array) {
            array.set(Integer.parseInt(place.getLast()), text);
        }
    }

    private List<String> tablesWithOne() {
        return db.sql("""
                        SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) FROM information_schema.tables
                         WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')
                        """).query(String.class).list().stream()
                .filter(table -> db.sql("SELECT EXISTS (SELECT FROM " + table + " AS kept WHERE "
                                + "regexp_replace(normalize(kept::text, NFKC), '[^0-9]', '', 'g') ~ :numbers)")
                        .param("numbers", String.join("|", DIGITS))
                        .query(Boolean.class)
                        .single())
                .toList();
    }

    private static boolean holdsOne(String line) {
        var digits = Normalizer.normalize(line, Normalizer.Form.NFKC).replaceAll("[^0-9]", "");
        return DIGITS.stream().anyMatch(digits::contains);
    }

    private static final class Listening extends AppenderBase<ILoggingEvent> {
        private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            var failure = event.getThrowableProxy();
            lines.add(event.getFormattedMessage() + (failure == null ? "" : " " + failure.getMessage()));
        }
    }
}
