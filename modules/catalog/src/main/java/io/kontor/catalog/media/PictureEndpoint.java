package io.kontor.catalog.media;

import io.kontor.catalog.CatalogProblem;
import io.kontor.kernel.Caller;
import io.kontor.platform.access.Access;
import io.kontor.platform.picture.PictureHeader;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Serves pictures. What stands under an address never changes, so it may be kept for ever. */
@RestController
@Access(Caller.Kind.GUEST)
class PictureEndpoint {
    private static final int HEAD_BYTES = 256;
    private static final String VECTOR_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

    private final MediaStore store;
    private final Renditions renditions;

    PictureEndpoint(MediaStore store, Renditions renditions) {
        this.store = store;
        this.renditions = renditions;
    }

    /** @param name {@code thumb}, {@code card}, {@code page}, or {@code original} with any ending */
    @GetMapping("/media/{mediaId:[0-9a-f]{64}}/{name}")
    void picture(
            @PathVariable String mediaId,
            @PathVariable String name,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var file = file(mediaId, name);
        var etag = "\"" + mediaId.substring(0, 24) + "-" + name + "\"";
        response.setHeader("ETag", etag);
        response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
        if (etag.equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        var contentType = contentType(file);
        if (contentType.equals("image/svg+xml")) {
            response.setHeader("Content-Security-Policy", VECTOR_POLICY);
        }
        response.setContentType(contentType);
        response.setContentLengthLong(Files.size(file));
        Files.copy(file, response.getOutputStream());
    }

    private Path file(String mediaId, String name) throws IOException {
        var original = store.path(mediaId, "original");
        if (!Files.exists(original)) {
            throw notFound();
        }
        if (name.startsWith("original.")) {
            return original;
        }
        var rendition = Arrays.stream(Rendition.values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(PictureEndpoint::notFound);
        return contentType(original).equals("image/svg+xml") ? original : renditions.require(mediaId, rendition);
    }

    private static io.kontor.kernel.Refusal notFound() {
        return CatalogProblem.PICTURE_NOT_FOUND.refusal("There is no picture at this address.");
    }

    /** What the bytes say, not what anybody called them. */
    private static String contentType(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var head = in.readNBytes(HEAD_BYTES);
            return MediaStore.isXml(head)
                    ? "image/svg+xml"
                    : PictureHeader.typeOf(head).orElse("application/octet-stream");
        }
    }
}
