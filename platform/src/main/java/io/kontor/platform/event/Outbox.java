package io.kontor.platform.event;

import io.kontor.platform.module.KontorModule;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/** Where a module tells what happened: in the transaction in which it happened, so that neither is ever without the other. */
@Component
public class Outbox {
    private final JdbcClient db;
    private final JsonMapper json;
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    Outbox(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    /** Must be called inside the transaction that makes the event true. All events come from one module. */
    public void publish(Event... events) {
        publish(List.of(events));
    }

    public void publish(List<? extends Event> events) {
        if (events.isEmpty()) {
            return;
        }
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("An event is told in the transaction that makes it true");
        }
        var source = KontorModule.nameOf(events.getFirst().getClass());
        db.sql("""
                        INSERT INTO %s.outbox (type, key, payload)
                        SELECT * FROM unnest(:types::text[], :keys::text[], :payloads::text[])
                        """.formatted(source))
                .param(
                        "types",
                        events.stream()
                                .map(event -> Event.typeOf(event.getClass()))
                                .toArray(String[]::new))
                .param("keys", events.stream().map(Event::key).toArray(String[]::new))
                .param("payloads", events.stream().map(json::writeValueAsString).toArray(String[]::new))
                .update();
        wakeAfterCommit(source);
    }

    /** @param listener is told the module whose events there are */
    void onCommit(Consumer<String> listener) {
        listeners.add(listener);
    }

    private void wakeAfterCommit(String source) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                listeners.forEach(listener -> listener.accept(source));
            }
        });
    }
}
