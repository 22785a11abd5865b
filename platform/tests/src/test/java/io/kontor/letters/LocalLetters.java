package io.kontor.letters;

import io.kontor.kernel.Caller;
import io.kontor.kernel.Ids;
import io.kontor.platform.access.Access;
import io.kontor.platform.event.Outbox;
import io.kontor.platform.idempotency.Idempotency;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Access(Caller.Kind.SYSTEM)
public class LocalLetters implements Letters {
    private final JdbcClient db;
    private final TransactionTemplate tx;
    private final Outbox outbox;
    private final Clock clock;

    LocalLetters(JdbcClient db, TransactionTemplate tx, Outbox outbox, Clock clock) {
        this.db = db;
        this.tx = tx;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public Letter send(NewLetter letter) {
        return write(letter, null);
    }

    @Override
    public Optional<Letter> find(UUID id) {
        return db.sql("SELECT letter_id AS id, text FROM letters.letter WHERE letter_id = :id")
                .param("id", id)
                .query(Letter.class)
                .optional();
    }

    Letter write(NewLetter wanted, Idempotency.@Nullable Ticket ticket) {
        if (wanted.text().isBlank()) {
            throw LettersProblem.EMPTY_LETTER.refusal("Write something.").with("sender", wanted.sender());
        }
        var letter = new Letter(Ids.next(clock), wanted.text());
        tx.executeWithoutResult(_ -> {
            db.sql("INSERT INTO letters.letter VALUES (:id, :text)")
                    .param("id", letter.id())
                    .param("text", letter.text())
                    .update();
            outbox.publish(new LetterSent(wanted.sender(), wanted.text()));
            if (ticket != null) {
                ticket.store(201, letter);
            }
        });
        return letter;
    }
}
