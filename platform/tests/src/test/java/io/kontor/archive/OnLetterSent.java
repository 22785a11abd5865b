package io.kontor.archive;

import io.kontor.letters.LetterSent;
import io.kontor.platform.event.EventHandler;
import io.kontor.platform.start.KontorSettings;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps a copy of each letter; refuses texts for as long as a test wants. */
@Component
public class OnLetterSent implements EventHandler<LetterSent> {
    public static final Set<String> REFUSED = ConcurrentHashMap.newKeySet();

    private final JdbcClient db;
    private final TransactionTemplate tx;
    private final String process;

    OnLetterSent(JdbcClient db, TransactionTemplate tx, KontorSettings settings) {
        this.db = db;
        this.tx = tx;
        this.process = settings.data().toString();
    }

    @Override
    public Class<LetterSent> event() {
        return LetterSent.class;
    }

    @Override
    public void handle(List<LetterSent> letters) {
        tx.executeWithoutResult(_ -> letters.forEach(letter -> {
            if (REFUSED.contains(letter.text())) {
                throw new IllegalStateException("not this one: " + letter.text());
            }
            db.sql("INSERT INTO archive.copy (sender, text, by_process) VALUES (:sender, :text, :process)")
                    .param("sender", letter.sender())
                    .param("text", letter.text())
                    .param("process", process)
                    .update();
        }));
    }
}
