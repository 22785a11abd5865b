package io.kontor.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.archive.ArchiveModule;
import io.kontor.letters.BoardEndpoint;
import io.kontor.letters.LettersModule;
import io.kontor.platform.cache.ResponseCache;
import io.kontor.testkit.Await;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.TestShop;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@KontorTest({LettersModule.class, ArchiveModule.class})
class ResponseCacheTest {
    private final TestShop shop;
    private final ResponseCache cache;
    private final String name = UUID.randomUUID().toString();

    ResponseCacheTest(TestShop shop, ResponseCache cache) {
        this.shop = shop;
        this.cache = cache;
    }

    @Test
    void aRepeatIsTheSameAnswerUntilWhatItWasMadeFromChanges() {
        var first = board();
        assertThat(board().body()).isEqualTo(first.body());
        cache.drop(List.of("board:another"));
        assertThat(board().body()).isEqualTo(first.body());
        cache.drop(List.of("board:" + name));
        assertThat(board().body()).isNotEqualTo(first.body());
    }

    @Test
    void whatChangedWhileTheAnswerWasMadeIsNotKept(BoardEndpoint endpoint) {
        endpoint.whileMaking.set(() -> cache.drop(List.of("board:" + name)));
        var stale = board();
        endpoint.whileMaking.set(() -> {});
        assertThat(board().body()).isNotEqualTo(stale.body());
    }

    /** Two make the same answer at once; the later one takes the place of the earlier, and is dropped like it. */
    @Test
    void anAnswerMadeTwiceAtOnceIsDroppedToo(BoardEndpoint endpoint) {
        endpoint.whileMaking.set(() -> {
            endpoint.whileMaking.set(() -> {});
            board();
        });
        var kept = board();
        assertThat(board().body()).isEqualTo(kept.body());
        cache.drop(List.of("board:" + name));
        assertThat(board().body()).isNotEqualTo(kept.body());
    }

    @Test
    void eachLanguageHasItsOwnAnswer() {
        assertThat(board("Accept-Language", "zh-CN,zh;q=0.9")
                        .json()
                        .path("language")
                        .asString())
                .isEqualTo("zh");
        assertThat(board("Accept-Language", "en-GB").json().path("language").asString())
                .isEqualTo("en");
        assertThat(board("Accept-Language", "zh-CN,zh;q=0.9")
                        .json()
                        .path("language")
                        .asString())
                .isEqualTo("zh");
        assertThat(shop.get("/api/boards/" + name + "?lang=zh")
                        .json()
                        .path("language")
                        .asString())
                .isEqualTo("zh");
    }

    @Test
    void aCopyThatIsStillGoodIsNotSentAgain() {
        var tag = board().header("ETag");
        var again = board("If-None-Match", tag);
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void aKeptAnswerCarriesTheSameHeadersAsANewOne() {
        var made = board();
        var kept = board();
        for (var header : List.of(
                "Content-Type", "ETag", "Cache-Control", "Vary", "Content-Security-Policy", "X-Content-Type-Options")) {
            assertThat(kept.header(header))
                    .as(header)
                    .isEqualTo(made.header(header))
                    .isNotEmpty();
        }
        assertThat(board("Accept-Encoding", "gzip").header("Content-Encoding")).isEqualTo("gzip");
    }

    @Test
    void everyRequestIsInTheAccessLog(JdbcClient db) {
        for (var i = 0; i < 5; i++) {
            board("User-Agent", "browser " + name);
        }
        Await.until(() -> assertThat(db.sql(
                                "SELECT coalesce(sum(weight), 0) FROM platform.access_log WHERE browser = :browser AND method = 'GET' AND status = 200")
                        .param("browser", "browser " + name)
                        .query(Long.class)
                        .single())
                .isEqualTo(5));
    }

    private TestShop.Answer board(String... headers) {
        return shop.get("/api/boards/" + name, headers);
    }
}
