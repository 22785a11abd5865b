package io.kontor.catalog.media;

import io.kontor.platform.picture.PictureHeader;
import java.util.Map;

/**
 * A picture that is kept.
 *
 * @param mediaId SHA-256 of its bytes, in hex
 * @param contentType {@code image/jpeg}, {@code image/png}, {@code image/gif}, {@code image/webp} or {@code image/svg+xml}
 */
public record Media(String mediaId, String contentType, int width, int height) {

    /** Address of the original. */
    public String url() {
        return "/media/" + mediaId + "/original." + PictureHeader.extensionOf(contentType);
    }

    /** Address by rendition; none for a vector picture, which stands for itself. */
    public Map<String, String> renditions() {
        return isVector()
                ? Map.of()
                : Map.of("thumb", address("thumb"), "card", address("card"), "page", address("page"));
    }

    /** Address of the picture at about this size. */
    public String at(Rendition rendition) {
        return isVector() ? url() : address(rendition.name().toLowerCase(java.util.Locale.ROOT));
    }

    public boolean isVector() {
        return contentType.equals("image/svg+xml");
    }

    private String address(String rendition) {
        return "/media/" + mediaId + "/" + rendition;
    }
}
