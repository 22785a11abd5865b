package io.kontor.aftersales.photo;

import io.kontor.aftersales.Aftersales.PhotoBytes;
import io.kontor.kernel.CommonProblem;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A photo on the wire: shown as a picture and nothing else, and kept by nobody between. */
public final class PhotoAnswer {
    private PhotoAnswer() {}

    /** @throws io.kontor.kernel.Refusal NOT_FOUND (404) */
    public static ResponseEntity<byte[]> of(Optional<PhotoBytes> photo) {
        var found = photo.orElseThrow(() -> CommonProblem.NOT_FOUND.refusal("There is no such photo."));
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(found.contentType()))
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePrivate())
                .header("X-Content-Type-Options", "nosniff")
                .body(found.bytes());
    }
}
