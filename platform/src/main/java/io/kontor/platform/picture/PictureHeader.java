package io.kontor.platform.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the first bytes of a raster picture say, read without decoding it: a small file can hold a picture that would
 * fill the memory.
 *
 * @param width of the pixels as they are stored
 * @param orientation how to turn them before they are shown, 1 (as they are) to 8. Source: Exif 2.32, 4.6.4
 */
public record PictureHeader(String contentType, int width, int height, int orientation) {

    /** Whether it is shown with its sides exchanged. */
    public boolean liesOnItsSide() {
        return orientation >= 5;
    }

    /** Empty for what is none of JPEG, PNG, GIF and WebP, whatever it is called. */
    public static Optional<PictureHeader> read(byte[] bytes) {
        try {
            return Optional.ofNullable(recognise(ByteBuffer.wrap(bytes)));
        } catch (IndexOutOfBoundsException cutOff) {
            return Optional.empty();
        }
    }

    /** Only the type, for which the first bytes are enough. */
    public static Optional<String> typeOf(byte[] head) {
        var start = new String(head, 0, Math.min(head.length, 12), StandardCharsets.ISO_8859_1);
        if (start.startsWith("\u00ff\u00d8\u00ff")) {
            return Optional.of("image/jpeg");
        }
        if (start.startsWith("\u0089PNG")) {
            return Optional.of("image/png");
        }
        if (start.startsWith("GIF8")) {
            return Optional.of("image/gif");
        }
        return start.startsWith("RIFF") && start.endsWith("WEBP") ? Optional.of("image/webp") : Optional.empty();
    }

    public static String extensionOf(String contentType) {
        return switch (contentType) {
            case "image/jpeg" -> "jpg";
            case "image/svg+xml" -> "svg";
            default -> contentType.substring("image/".length());
        };
    }

    private static @Nullable PictureHeader recognise(ByteBuffer bytes) {
        var first = bytes.getInt(0);
        if (first >>> 8 == 0xffd8ff) {
            return jpeg(bytes);
        }
        if (first == 0x89504e47
                && bytes.getInt(4) == 0x0d0a1a0a
                && word(bytes, 12).equals("IHDR")) {
            return new PictureHeader("image/png", bytes.getInt(16), bytes.getInt(20), 1);
        }
        if (word(bytes, 0).equals("GIF8")) {
            bytes.order(ByteOrder.LITTLE_ENDIAN);
            return new PictureHeader("image/gif", unsigned(bytes, 6), unsigned(bytes, 8), 1);
        }
        if (word(bytes, 0).equals("RIFF") && word(bytes, 8).equals("WEBP")) {
            return webp(bytes.order(ByteOrder.LITTLE_ENDIAN));
        }
        return null;
    }

    /** Walks the segments up to the frame header. Source: ITU-T T.81, B.1 and B.2. */
    private static @Nullable PictureHeader jpeg(ByteBuffer bytes) {
        var orientation = 1;
        var at = 2;
        while (true) {
            while (bytes.get(at) == (byte) 0xff && bytes.get(at + 1) == (byte) 0xff) {
                at++;
            }
            if (bytes.get(at) != (byte) 0xff) {
                return null;
            }
            var marker = bytes.get(at + 1) & 0xff;
            if (marker == 0xd9 || marker == 0xda) {
                return null;
            }
            if (marker == 0xe1) {
                orientation = orientation(bytes, at + 4, orientation);
            }
            if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc) {
                return new PictureHeader("image/jpeg", unsigned(bytes, at + 7), unsigned(bytes, at + 5), orientation);
            }
            at += 2 + (marker == 0x01 || (marker >= 0xd0 && marker <= 0xd7) ? 0 : Math.max(2, unsigned(bytes, at + 2)));
        }
    }

    private static int orientation(ByteBuffer bytes, int at, int otherwise) {
        if (!word(bytes, at).equals("Exif")) {
            return otherwise;
        }
        var tiff = bytes.duplicate()
                .order(word(bytes, at + 6).startsWith("II") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        var directory = at + 6 + tiff.getInt(at + 10);
        for (var entry = 0; entry < unsigned(tiff, directory); entry++) {
            var place = directory + 2 + 12 * entry;
            if (unsigned(tiff, place) == 0x0112) {
                var orientation = unsigned(tiff, place + 8);
                return orientation >= 1 && orientation <= 8 ? orientation : otherwise;
            }
        }
        return otherwise;
    }

    /** Source: RFC 9649, 2.5 to 2.7. */
    private static @Nullable PictureHeader webp(ByteBuffer bytes) {
        return switch (word(bytes, 12)) {
            case "VP8 " -> webp(unsigned(bytes, 26) & 0x3fff, unsigned(bytes, 28) & 0x3fff);
            case "VP8L" -> {
                var bits = bytes.getInt(21);
                yield webp((bits & 0x3fff) + 1, (bits >>> 14 & 0x3fff) + 1);
            }
            case "VP8X" -> webp((bytes.getInt(24) & 0xffffff) + 1, (bytes.getInt(26) >>> 8) + 1);
            default -> null;
        };
    }

    private static PictureHeader webp(int width, int height) {
        return new PictureHeader("image/webp", width, height, 1);
    }

    private static String word(ByteBuffer bytes, int at) {
        var word = new byte[4];
        bytes.get(at, word);
        return new String(word, StandardCharsets.ISO_8859_1);
    }

    private static int unsigned(ByteBuffer bytes, int at) {
        return bytes.getShort(at) & 0xffff;
    }
}
