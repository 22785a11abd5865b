package io.kontor.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.archive.ArchiveModule;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Refusal;
import io.kontor.letters.Letters;
import io.kontor.letters.Letters.NewLetter;
import io.kontor.letters.LettersModule;
import io.kontor.letters.LettersProblem;
import io.kontor.letters.LocalLetters;
import io.kontor.platform.module.KontorModule;
import io.kontor.testkit.Await;
import io.kontor.testkit.TestDatabase;
import io.kontor.testkit.TestShop;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two modules in two processes with a database each: asked over HTTP by the same interface, and heard over HTTP too. */
class RemoteModuleTest {
    private static final List<KontorModule> HOUSE = List.of(
            KontorModule.of("letters", LettersModule.class, Letters.class),
            KontorModule.of("archive", ArchiveModule.class, null, "letters"));
    private static TestShop letters;
    private static TestShop archive;

    @BeforeAll
    static void startTwoProcesses() {
        letters = TestShop.run(HOUSE, TestDatabase.create(), List.of("kontor.modules=letters"));
        archive = TestShop.run(
                HOUSE,
                TestDatabase.create(),
                List.of("kontor.modules=archive", "kontor.remote.letters=" + letters.address()));
    }

    @AfterAll
    static void stop() {
        archive.stop();
        letters.stop();
    }

    @Test
    void answersTheSameOverHttp() {
        var remote = archive.bean(Letters.class);
        assertThat(remote).isNotInstanceOf(LocalLetters.class);
        var sent = remote.send(new NewLetter("omar", "hello"));
        assertThat(remote.find(sent.id())).contains(sent);
        assertThat(letters.bean(LocalLetters.class).find(sent.id())).contains(sent);
        assertThat(remote.find(UUID.randomUUID())).isEmpty();
    }

    @Test
    void aRefusalCrossesWithCodeStatusAndMembers() {
        assertThatThrownBy(() -> archive.bean(Letters.class).send(new NewLetter("omar", "")))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.is(LettersProblem.EMPTY_LETTER)).isTrue();
                    assertThat(refusal.problem().status()).isEqualTo(422);
                    assertThat(refusal.detail()).isEqualTo("Write something.");
                    assertThat(refusal.extensions()).containsEntry("sender", "omar");
                });
    }

    @Test
    void eventsCrossToo() {
        archive.bean(Letters.class).send(new NewLetter("lena", "over the wire"));
        Await.until(() -> assertThat(archive.bean(JdbcClient.class)
                        .sql("SELECT text FROM archive.copy WHERE sender = 'lena'")
                        .query(String.class)
                        .list())
                .containsExactly("over the wire"));
    }

    @Test
    void aProcessThatIsGoneIsARefusalNotADefect() {
        var lonely = TestShop.run(
                HOUSE,
                TestDatabase.create(),
                List.of("kontor.modules=archive", "kontor.remote.letters=http://127.0.0.1:9"));
        try {
            assertThatThrownBy(() -> lonely.bean(Letters.class).find(UUID.randomUUID()))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> assertThat(refusal.is(CommonProblem.MODULE_UNREACHABLE))
                                    .isTrue());
        } finally {
            lonely.stop();
        }
    }
}
