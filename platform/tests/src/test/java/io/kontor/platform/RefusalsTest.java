package io.kontor.platform;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.read.ListAppender;
import io.kontor.archive.ArchiveModule;
import io.kontor.letters.LettersModule;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.TestShop;
import java.io.ByteArrayInputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

@KontorTest({LettersModule.class, ArchiveModule.class})
class RefusalsTest {
    private final TestShop shop;

    RefusalsTest(TestShop shop) {
        this.shop = shop;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"sender":"lena","text":""}                   | 422 | empty-letter
            {"sender":"lena","text":"a","price":1}        | 400 | invalid-request
            {"sender":"lena","text":{"a":1}}              | 400 | invalid-request
            {"sender":"lena","text"                       | 400 | unreadable-body
            [[[[[[[[                                      | 400 | unreadable-body
            """)
    void aBadBodyIsToldApart(String body, int status, String code) {
        var answer = shop.post("/api/letters", body);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().path("type").asString()).isEqualTo("/problems/" + code);
        assertThat(answer.json().path("traceId").asString()).hasSize(32);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            GET,    /api/letters,            400
            GET,    /api/letters?count=many, 400
            GET,    /nowhere,                404
            GET,    /error,                  404
            DELETE, /api/letters,            405
            GET,    /api/letters/shopper,    401
            GET,    /api/admin/v1/letters,   401
            POST,   /internal/letters/letters, 404
            GET,    /internal/events/letters/now, 404
            """)
    void whatIsNotOfferedIsRefused(String method, String path, int status) {
        var answer = shop.send(method, path, method.equals("POST") ? "{\"sender\":\"a\",\"text\":\"b\"}" : null);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
    }

    @Test
    void whatAnAddressOffersIsTold() {
        var answer = shop.send("OPTIONS", "/api/letters", null);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Allow").split(",")).contains("GET", "POST").doesNotContain("DELETE");
    }

    @Test
    void anotherProcessOfTheShopIsLetIn() {
        var answer = shop.get("/internal/events/letters/now", "X-Kontor-Internal", TestShop.INTERNAL_TOKEN);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(shop.get("/internal/events/letters/now", "X-Kontor-Internal", "a-wrong-word-of-length")
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/letters/defect", "/api/letters/failing-filter"})
    void aDefectTellsNothingOfTheInside(String path) {
        var answer = shop.get(path);
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body())
                .doesNotContain("secret words")
                .doesNotContain("IllegalState")
                .doesNotContain("io.kontor");
        assertThat(answer.json().path("type").asString()).isEqualTo("/problems/defect");
    }

    /** Whoever reads it must not take it for a whole one, and the log complains only of what failed. */
    @Test
    void anAnswerThatFailsOnItsWayIsBrokenOff() {
        var root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        var said = new ListAppender<ILoggingEvent>();
        said.start();
        root.addAppender(said);
        try {
            assertThatThrownBy(() -> shop.get("/api/letters/torn")).isInstanceOf(UncheckedIOException.class);
        } finally {
            root.detachAppender(said);
        }
        assertThat(said.list)
                .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.getThrowableProxy())
                        .isNotNull()
                        .extracting(IThrowableProxy::getMessage)
                        .isEqualTo("torn"));
    }

    @Test
    void aWriteFromAnotherSiteIsRefused() {
        var body = "{\"sender\":\"a\",\"text\":\"b\"}";
        assertThat(shop.post("/api/letters", body, "Sec-Fetch-Site", "cross-site")
                        .status())
                .isEqualTo(403);
        assertThat(shop.post("/api/letters", body, "Sec-Fetch-Site", "same-site")
                        .status())
                .isEqualTo(403);
        assertThat(shop.post("/api/letters", body, "Origin", "https://evil.example")
                        .status())
                .isEqualTo(403);
        assertThat(shop.post("/api/letters", body, "Origin", "null").status()).isEqualTo(403);
        assertThat(shop.post("/api/letters", body, "Sec-Fetch-Site", "same-origin")
                        .status())
                .isEqualTo(201);
    }

    /** An endpoint reads 256 KB, unless it says another limit itself. */
    @ParameterizedTest
    @CsvSource({
        "/api/letters,      262144, 201",
        "/api/letters,      262145, 413",
        "/api/letters/long, 307200, 200",
        "/api/letters/long, 307201, 413"
    })
    void noMoreOfABodyIsReadThanItsEndpointSays(String path, int bytes, int status) {
        var around = "{\"sender\":\"a\",\"text\":\"\"}";
        var body = around.replace("\"\"}", "\"" + "x".repeat(bytes - around.length()) + "\"}");
        assertThat(body).hasSize(bytes);
        assertThat(shop.post(path, body).status()).isEqualTo(status);
        var inPieces = shop.exchange(
                path,
                request -> request.header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body.getBytes(US_ASCII)))));
        assertThat(inPieces.status()).isEqualTo(status);
        if (status == 413) {
            assertThat(inPieces.json().path("type").asString()).isEqualTo("/problems/body-too-large");
        }
    }

    /** An answer that fits in one piece says how long it is. */
    @Test
    void aSmallAnswerIsWhole() {
        var answer = shop.post("/api/letters", "{\"sender\":\"a\",\"text\":\"b\"}");
        assertThat(answer.header("Content-Length"))
                .isEqualTo(String.valueOf(answer.body().getBytes(UTF_8).length));
    }

    /** Any spelling of an address that means the same finds the same endpoint. */
    @ParameterizedTest
    @ValueSource(strings = {"/api/boards/news", "/api/bo%61rds/news", "/%61pi/boards/n%65ws"})
    void anAddressMayBeSpeltInManyWays(String path) {
        var answer = shop.get(path);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("board").asString()).isEqualTo("news");
    }

    @Test
    void everyAnswerKeepsTheBrowserStrict() {
        var answer = shop.get("/nowhere");
        assertThat(answer.header("Content-Security-Policy"))
                .contains("default-src 'self'")
                .doesNotContain("unsafe");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Referrer-Policy")).isNotEmpty();
    }
}
