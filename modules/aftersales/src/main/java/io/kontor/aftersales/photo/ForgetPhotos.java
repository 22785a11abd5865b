package io.kontor.aftersales.photo;

import io.kontor.platform.job.Job;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Deletes photos that no request came to use within a day. */
@Component
class ForgetPhotos implements Job {
    private static final Duration KEPT = Duration.ofDays(1);

    private final PhotoStore photos;
    private final Clock clock;

    ForgetPhotos(PhotoStore photos, Clock clock) {
        this.photos = photos;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "aftersales.forget-photos";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        photos.deleteUnattached(clock.instant().minus(KEPT));
    }
}
