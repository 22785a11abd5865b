package io.kontor.catalog.media;

import io.kontor.catalog.CatalogProblem;
import io.kontor.kernel.Caller;
import io.kontor.platform.access.Access;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Takes in pictures from staff. */
@RestController
class MediaEndpoint {
    private final MediaStore store;
    private final Renditions renditions;

    MediaEndpoint(MediaStore store, Renditions renditions) {
        this.store = store;
        this.renditions = renditions;
    }

    /** A picture that was kept. @param renditions address by size */
    record KeptPicture(String id, String url, int width, int height, Map<String, String> renditions) {}

    /** The same picture again gives the same id. */
    @PostMapping(value = "/api/admin/v1/media", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Access(value = Caller.Kind.STAFF, permission = "catalog.write")
    ResponseEntity<KeptPicture> take(@RequestPart MultipartFile file) throws IOException {
        if (file.getSize() > MediaStore.BYTES_MAX) {
            throw MediaStore.tooLarge();
        }
        var media = store.keep(file.getBytes(), Objects.requireNonNullElse(file.getOriginalFilename(), ""));
        if (!renditions.makeAll(media)) {
            store.forget(media);
            throw CatalogProblem.PICTURE_REFUSED.refusal("The picture is damaged: it cannot be decoded.");
        }
        return ResponseEntity.created(URI.create(media.url()))
                .body(new KeptPicture(media.mediaId(), media.url(), media.width(), media.height(), media.renditions()));
    }
}
