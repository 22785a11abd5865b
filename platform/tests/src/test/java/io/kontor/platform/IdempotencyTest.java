package io.kontor.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.archive.ArchiveModule;
import io.kontor.letters.LettersModule;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.TestShop;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@KontorTest({LettersModule.class, ArchiveModule.class})
class IdempotencyTest {
    private final TestShop shop;
    private final JdbcClient db;

    IdempotencyTest(TestShop shop, JdbcClient db) {
        this.shop = shop;
        this.db = db;
    }

    @Test
    void aRepeatGetsTheFirstAnswerAndIsMarked() {
        var key = UUID.randomUUID().toString();
        var first = post(key, "hello");
        var second = post(key, "hello");
        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    }

    @Test
    void theSameKeyWithAnotherBodyIsRefused() {
        var key = UUID.randomUUID().toString();
        post(key, "hello");
        var other = post(key, "something else");
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().path("type").asString()).isEqualTo("/problems/key-reused");
    }

    @Test
    void fiftyAtOnceHaveOneEffect() throws Exception {
        var key = UUID.randomUUID().toString();
        var text = "only once " + key;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 50)
                    .mapToObj(_ -> threads.submit(() -> post(key, text)))
                    .toList();
            for (var answer : answers) {
                assertThat(answer.get().status()).isIn(201, 409);
            }
        }
        assertThat(db.sql("SELECT count(*) FROM letters.letter WHERE text = :text")
                        .param("text", text)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(post(key, text).status()).isEqualTo(201);
    }

    @Test
    void aRefusedRequestLeavesItsKeyFree() {
        var key = UUID.randomUUID().toString();
        assertThat(post(key, " ").status()).isEqualTo(422);
        assertThat(db.sql("SELECT count(*) FROM letters.idempotency WHERE key = :key")
                        .param("key", key)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void anUnusableKeyIsRefused() {
        assertThat(post("x".repeat(101), "hello").status()).isEqualTo(400);
    }

    private TestShop.Answer post(String key, String text) {
        return shop.post("/api/letters", Map.of("sender", "lena", "text", text), "Idempotency-Key", key);
    }
}
