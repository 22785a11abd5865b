package io.kontor.aftersales.photo;

import io.kontor.platform.picture.PictureHeader;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * A photo as it may be kept: its picture to the last bit, and nothing else that a camera or a program wrote into the file.
 * Where it was taken, when, by which device, what it looked like before it was cut: none of that is the shop's business.
 * Of the Exif data one number is written anew, how to turn the picture, so that it is shown as it was held. Whatever
 * stands behind the picture's end goes too; phones put second pictures with data of their own there.
 */
final class PlainPhoto {
    /** What a PNG decoder needs for the picture and its colours. Source: PNG 1.2, 4. */
    private static final Set<String> PNG_CHUNKS =
            Set.of("IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs");
    /** Source: RFC 9649, 2.7. */
    private static final Set<String> WEBP_CHUNKS = Set.of("VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP");

    private static final int WEBP_EXIF_AND_XMP = 0x08 | 0x04;

    private PlainPhoto() {}

    /** Empty for a file that is not built as its first bytes say. */
    static Optional<byte[]> of(byte[] bytes, PictureHeader header) {
        try {
            return Optional.of(
                    switch (header.contentType()) {
                        case "image/jpeg" -> jpeg(bytes, header.orientation());
                        case "image/png" -> png(ByteBuffer.wrap(bytes));
                        default -> webp(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
                    });
        } catch (IndexOutOfBoundsException | IllegalArgumentException broken) {
            return Optional.empty();
        }
    }

    /** Copies segment by segment up to the end of the picture. Source: ITU-T T.81, B.1. */
    private static byte[] jpeg(byte[] bytes, int orientation) {
        var out = new ByteArrayOutputStream(bytes.length);
        out.write(bytes, 0, 2);
        if (orientation != 1) {
            out.writeBytes(turned(orientation));
        }
        var at = 2;
        while (at < bytes.length) {
            while (bytes[at] == (byte) 0xff && bytes[at + 1] == (byte) 0xff) {
                at++;
            }
            if (bytes[at] != (byte) 0xff) {
                throw new IllegalArgumentException("No marker");
            }
            var marker = bytes[at + 1] & 0xff;
            if (marker == 0xd9) {
                out.write(bytes, at, 2);
                break;
            }
            var end = at + 2 + ((bytes[at + 2] & 0xff) << 8 | bytes[at + 3] & 0xff);
            if (marker == 0xda) {
                end = endOfScan(bytes, end);
            }
            if (isOfThePicture(bytes, at, marker)) {
                out.write(bytes, at, end - at);
            }
            at = end;
        }
        return out.toByteArray();
    }

    /** Of what programs may add, only the file's own head, the colour profile and how colours are stored. */
    private static boolean isOfThePicture(byte[] bytes, int at, int marker) {
        return switch (marker) {
            case 0xe0 -> startsWith(bytes, at + 4, "JFIF\0");
            case 0xe2 -> startsWith(bytes, at + 4, "ICC_PROFILE\0");
            case 0xee -> startsWith(bytes, at + 4, "Adobe");
            default -> marker >= 0xc0 && marker <= 0xdf;
        };
    }

    private static boolean startsWith(byte[] bytes, int at, String start) {
        return at + start.length() <= bytes.length
                && new String(bytes, at, start.length(), StandardCharsets.ISO_8859_1).equals(start);
    }

    /** A scan ends at the first marker that is neither a stuffed byte nor a restart. */
    private static int endOfScan(byte[] bytes, int from) {
        var at = from;
        while (at + 1 < bytes.length) {
            var next = bytes[at + 1] & 0xff;
            if (bytes[at] == (byte) 0xff && next != 0 && next != 0xff && (next < 0xd0 || next > 0xd7)) {
                return at;
            }
            at++;
        }
        return bytes.length;
    }

    /** A segment with one entry: how to turn the picture. Source: Exif 2.32, 4.5.2 and 4.6.4. */
    private static byte[] turned(int orientation) {
        return ByteBuffer.allocate(36)
                .putShort((short) 0xffe1)
                .putShort((short) 34)
                .put("Exif\0\0MM\0*".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .array();
    }

    private static byte[] png(ByteBuffer bytes) {
        var out = new ByteArrayOutputStream(bytes.limit());
        out.write(bytes.array(), 0, 8);
        var at = 8;
        var type = "";
        while (at < bytes.limit() && !type.equals("IEND")) {
            type = word(bytes, at + 4);
            var end = Math.addExact(at, Math.addExact(12, size(bytes.getInt(at))));
            if (PNG_CHUNKS.contains(type)) {
                out.write(bytes.array(), at, end - at);
            }
            at = end;
        }
        return out.toByteArray();
    }

    private static byte[] webp(ByteBuffer bytes) {
        var out = new ByteArrayOutputStream(bytes.limit());
        out.write(bytes.array(), 0, 12);
        var to = Math.min(bytes.limit(), Math.addExact(8, size(bytes.getInt(4))));
        var at = 12;
        while (at < to) {
            var type = word(bytes, at);
            var size = size(bytes.getInt(at + 4));
            var end = Math.min(Math.addExact(at, Math.addExact(8, size + size % 2)), bytes.limit());
            if (type.equals("VP8X")) {
                bytes.put(at + 8, (byte) (bytes.get(at + 8) & ~WEBP_EXIF_AND_XMP));
            }
            if (WEBP_CHUNKS.contains(type)) {
                out.write(bytes.array(), at, end - at);
            }
            at = end;
        }
        var plain = out.toByteArray();
        ByteBuffer.wrap(plain).order(ByteOrder.LITTLE_ENDIAN).putInt(4, plain.length - 8);
        return plain;
    }

    private static int size(int stored) {
        if (stored < 0 || stored > Integer.MAX_VALUE - 16) {
            throw new IllegalArgumentException("Larger than a file can be");
        }
        return stored;
    }

    private static String word(ByteBuffer bytes, int at) {
        var word = new byte[4];
        bytes.get(at, word);
        return new String(word, StandardCharsets.ISO_8859_1);
    }
}
