package io.kontor.aftersales.photo;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.platform.picture.PictureHeader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PlainPhotoTest {
    @Test
    void aJpegLosesThePlaceItWasTakenAtAndKeepsEveryPixelAndHowItIsTurned() throws IOException {
        var picture = picture("jpeg");
        var photo = taken(picture, 6);
        assertThat(text(photo)).contains("GPS-51.5074", "ns.adobe.com/xap", "a comment", "behind the end");

        var plain = plain(photo).orElseThrow();
        assertThat(text(plain)).doesNotContain("GPS", "Pixel 9", "xap", "comment", "behind");
        assertThat(pixels(plain)).isEqualTo(pixels(picture));
        assertThat(PictureHeader.read(plain)).hasValue(new PictureHeader("image/jpeg", 40, 30, 6));
        assertThat(plain(plain)).hasValue(plain);
    }

    @Test
    void aJpegThatIsHeldUprightKeepsNoExifAtAll() throws IOException {
        var picture = picture("jpeg");
        assertThat(plain(taken(picture, 1)))
                .hasValueSatisfying(plain -> assertThat(text(plain)).doesNotContain("Exif"));
    }

    @Test
    void aPngLosesItsTextsAndKeepsEveryPixel() throws IOException {
        var picture = picture("png");
        var words = "GPSLatitude 51.5074".getBytes(StandardCharsets.ISO_8859_1);
        var photo = ByteBuffer.allocate(picture.length + 2 * (12 + words.length) + 6)
                .put(picture, 0, 33)
                .put(chunk("eXIf", words))
                .put(chunk("tEXt", words))
                .put(picture, 33, picture.length - 33)
                .put("behind".getBytes(StandardCharsets.ISO_8859_1))
                .array();
        assertThat(plain(photo)).hasValue(picture);
    }

    @Test
    void aWebpLosesItsExifAndSaysSo() {
        var head = new byte[] {0x08 | 0x04 | 0x10, 0, 0, 0, 39, 0, 0, 29, 0, 0};
        var photo = webp(
                riff("VP8X", head),
                riff("ALPH", new byte[3]),
                riff("EXIF", "GPS".getBytes(StandardCharsets.ISO_8859_1)),
                riff("XMP ", new byte[8]));
        var plain = plain(photo).orElseThrow();
        head[0] = 0x10;
        assertThat(plain).isEqualTo(webp(riff("VP8X", head), riff("ALPH", new byte[3])));
        assertThat(PictureHeader.read(plain)).hasValue(new PictureHeader("image/webp", 40, 30, 1));
    }

    @Test
    void aPhotoThatIsCutOffAtAnyByteIsStrippedOrRefusedAndNothingElse() throws IOException {
        var photo = taken(picture("jpeg"), 6);
        for (var length = 3; length < photo.length; length++) {
            var cut = java.util.Arrays.copyOf(photo, length);
            PictureHeader.read(cut)
                    .flatMap(header -> PlainPhoto.of(cut, header))
                    .ifPresent(plain -> assertThat(text(plain)).doesNotContain("GPS"));
        }
    }

    private static Optional<byte[]> plain(byte[] photo) {
        return PlainPhoto.of(photo, PictureHeader.read(photo).orElseThrow());
    }

    /** As a phone would write it: with its model, the place, a description as XMP, a comment, and a second picture behind. */
    private static byte[] taken(byte[] picture, int orientation) {
        var exif = ByteBuffer.allocate(120)
                .put("Exif\0\0MM\0*".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(8)
                .putShort((short) 2)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putShort((short) 0x8825)
                .putShort((short) 4)
                .putInt(1)
                .putInt(38)
                .putInt(0)
                .put("GPS-51.5074,0.1278 Pixel 9".getBytes(StandardCharsets.ISO_8859_1))
                .array();
        var xmp = "http://ns.adobe.com/xap/1.0/\0<x>GPS</x>".getBytes(StandardCharsets.ISO_8859_1);
        var comment = "a comment".getBytes(StandardCharsets.ISO_8859_1);
        var behind = "behind the end: GPS".getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(picture.length + 12 + exif.length + xmp.length + comment.length + behind.length)
                .put(picture, 0, 2)
                .put(segment(0xe1, exif))
                .put(segment(0xe1, xmp))
                .put(segment(0xfe, comment))
                .put(picture, 2, picture.length - 2)
                .put(behind)
                .array();
    }

    private static byte[] segment(int marker, byte[] content) {
        return ByteBuffer.allocate(4 + content.length)
                .putShort((short) (0xff00 | marker))
                .putShort((short) (2 + content.length))
                .put(content)
                .array();
    }

    private static byte[] chunk(String type, byte[] content) {
        return ByteBuffer.allocate(12 + content.length)
                .putInt(content.length)
                .put(type.getBytes(StandardCharsets.ISO_8859_1))
                .put(content)
                .putInt(0)
                .array();
    }

    private static byte[] riff(String type, byte[] content) {
        return ByteBuffer.allocate(8 + content.length + content.length % 2)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(type.getBytes(StandardCharsets.ISO_8859_1))
                .putInt(content.length)
                .put(content)
                .array();
    }

    private static byte[] webp(byte[]... chunks) {
        var content = new ByteArrayOutputStream();
        content.writeBytes("WEBP".getBytes(StandardCharsets.ISO_8859_1));
        for (var chunk : chunks) {
            content.writeBytes(chunk);
        }
        return riff("RIFF", content.toByteArray());
    }

    private static byte[] picture(String format) throws IOException {
        var picture = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
        for (var at = 0; at < 40 * 30; at++) {
            picture.setRGB(at % 40, at / 40, at * 2_654_435);
        }
        var out = new ByteArrayOutputStream();
        ImageIO.write(picture, format, out);
        return out.toByteArray();
    }

    private static int[] pixels(byte[] photo) throws IOException {
        var picture = ImageIO.read(new ByteArrayInputStream(photo));
        return picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
