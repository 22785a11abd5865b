package io.kontor.aftersales.photo;

import io.kontor.aftersales.Aftersales;
import io.kontor.aftersales.Aftersales.Photo;
import io.kontor.aftersales.AftersalesProblem;
import io.kontor.kernel.Refusal;
import io.kontor.platform.picture.PictureHeader;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Checks a photo by what its bytes say, never by its name, and keeps it for an order, without what its camera told of it. */
@Component
public class KeepPhoto {
    private static final long PIXELS_MAX = 40_000_000;
    private static final int SIDE_MAX = 16_000;
    private static final int PHOTOS_MAX = 40;
    private static final Set<String> TYPES = Set.of("image/jpeg", "image/png", "image/webp");

    private final PhotoStore photos;

    KeepPhoto(PhotoStore photos) {
        this.photos = photos;
    }

    /** @throws Refusal PHOTO_TOO_LARGE (413), PHOTO_REFUSED (422), TOO_MANY_PHOTOS (409) */
    public Photo keep(UUID orderId, byte[] bytes) {
        if (bytes.length > Aftersales.PHOTO_BYTES_MAX) {
            throw tooLarge();
        }
        var header = PictureHeader.read(bytes)
                .filter(found -> TYPES.contains(found.contentType()))
                .filter(found -> found.width() > 0 && found.height() > 0)
                .orElseThrow(() -> AftersalesProblem.PHOTO_REFUSED.refusal("Send a JPEG, PNG or WebP photo."));
        if ((long) header.width() * header.height() > PIXELS_MAX
                || Math.max(header.width(), header.height()) > SIDE_MAX) {
            throw AftersalesProblem.PHOTO_REFUSED.refusal("A photo may have " + PIXELS_MAX / 1_000_000
                    + " megapixels; this one has " + header.width() + " x " + header.height() + " pixels.");
        }
        if (photos.count(orderId) >= PHOTOS_MAX) {
            throw AftersalesProblem.TOO_MANY_PHOTOS.refusal("An order can have " + PHOTOS_MAX + " photos.");
        }
        var plain = PlainPhoto.of(bytes, header)
                .orElseThrow(() -> AftersalesProblem.PHOTO_REFUSED.refusal("The photo is broken. Send another one."));
        var photoId = hash(plain);
        photos.insert(orderId, photoId, header.contentType(), header.width(), header.height(), plain);
        return header.liesOnItsSide()
                ? new Photo(photoId, header.height(), header.width())
                : new Photo(photoId, header.width(), header.height());
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    public static Refusal tooLarge() {
        return AftersalesProblem.PHOTO_TOO_LARGE.refusal(
                "A photo may have " + Aftersales.PHOTO_BYTES_MAX / 1024 / 1024 + " MB.");
    }
}
