package io.kontor.catalog.publishing;

import io.kontor.catalog.publishing.ProductVersion.Code;
import io.kontor.kernel.Caller;
import io.kontor.kernel.Refusal;
import io.kontor.platform.job.Job;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Publishes what was approved for a time that has come. What can no longer be published goes back, with the reason. */
@Component
public class PublishDue implements Job {
    private static final Logger log = LoggerFactory.getLogger(PublishDue.class);
    /** A version may be as large as a product of 2,000 variants. */
    private static final int BATCH = 10;

    private final VersionStore versions;
    private final PublishVersion publishVersion;
    private final TransactionTemplate tx;

    PublishDue(VersionStore versions, PublishVersion publishVersion, TransactionTemplate tx) {
        this.versions = versions;
        this.publishVersion = publishVersion;
        this.tx = tx;
    }

    @Override
    public String name() {
        return "catalog.publish-due";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(5);
    }

    @Override
    public void run() {
        for (var due = versions.due(BATCH); !due.isEmpty(); due = versions.due(BATCH)) {
            due.forEach(this::publish);
        }
    }

    private void publish(ProductVersion version) {
        try {
            publishVersion.publish(version, "", Caller.SYSTEM.name());
        } catch (Refusal refusal) {
            sendBack(version, refusal);
        }
    }

    private void sendBack(ProductVersion version, Refusal refusal) {
        log.warn("Product {} could not be published at its time: {}", version.productId(), refusal.detail());
        tx.executeWithoutResult(_ -> {
            if (versions.move(version, VersionState.SENT_BACK, null, Caller.SYSTEM.name())) {
                var why = refusal.detail();
                versions.note(
                        version.productId(),
                        version.number(),
                        Code.SENT_BACK,
                        Caller.SYSTEM.name(),
                        null,
                        why.substring(0, Math.min(why.length(), 2_000)));
            }
        });
    }
}
