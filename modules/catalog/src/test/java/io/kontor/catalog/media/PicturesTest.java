package io.kontor.catalog.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kontor.catalog.CatalogModule;
import io.kontor.catalog.CatalogProblem;
import io.kontor.identity.IdentityModule;
import io.kontor.inventory.InventoryModule;
import io.kontor.kernel.Refusal;
import io.kontor.platform.picture.PictureHeader;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.Members;
import io.kontor.testkit.TestShop;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@KontorTest({IdentityModule.class, InventoryModule.class, CatalogModule.class})
class PicturesTest {
    private final MediaStore store;
    private final TestShop shop;

    PicturesTest(MediaStore store, TestShop shop) {
        this.store = store;
        this.shop = shop;
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png", "gif"})
    void anUploadComesBackInTheSizesOfPages(String format) throws IOException {
        var answer = upload(picture(format, 1200, 800), "pot." + format, Members.admin(shop));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        var picture = answer.json();
        assertThat(picture.path("width").asInt()).isEqualTo(1200);
        assertThat(shop.get(picture.path("url").asString()).header("Content-Type"))
                .isEqualTo("image/" + format);
        for (var rendition : Rendition.values()) {
            var path = picture.path("renditions")
                    .path(rendition.name().toLowerCase(java.util.Locale.ROOT))
                    .asString();
            var made = shop.get(path);
            assertThat(made.header("Content-Type")).isEqualTo("image/webp");
            assertThat(made.header("Cache-Control")).contains("immutable");
            assertThat(made.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(shop.get(path, "If-None-Match", made.header("ETag")).status())
                    .isEqualTo(304);
            var file =
                    store.path(picture.path("id").asString(), rendition.name().toLowerCase(java.util.Locale.ROOT));
            var header = PictureHeader.read(Files.readAllBytes(file)).orElseThrow();
            assertThat(header.width()).isEqualTo(rendition.width());
            assertThat(header.height()).isCloseTo(rendition.width() * 2 / 3, org.assertj.core.data.Offset.offset(1));
        }
    }

    @Test
    void aPictureThatLiesOnItsSideIsShownUpright() throws IOException {
        var media = store.keep(turned(picture("jpeg", 600, 300), 6), "phone.jpg");
        assertThat(media.width()).isEqualTo(300);
        assertThat(media.height()).isEqualTo(600);
        assertThat(shop.get(media.at(Rendition.THUMB)).status()).isEqualTo(200);
        var thumb = PictureHeader.read(Files.readAllBytes(store.path(media.mediaId(), "thumb")))
                .orElseThrow();
        assertThat(thumb.width()).isEqualTo(160);
        assertThat(thumb.height()).isEqualTo(320);
    }

    @Test
    void aSizeIsMadeOnceHoweverManyAskForIt() throws Exception {
        var media = store.keep(picture("png", 2000, 2000), "many.png");
        var calls = IntStream.range(0, 12)
                .mapToObj(_ -> (Callable<Integer>)
                        () -> shop.get(media.at(Rendition.CARD)).status())
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(threads.invokeAll(calls).stream().map(Future::resultNow)).containsOnly(200);
        }
        try (var files = Files.list(store.path(media.mediaId(), "card").getParent())) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.startsWith("new-")))
                    .isEmpty();
        }
    }

    @Test
    void refusesWhatIsNoPictureWhateverItIsCalled() throws IOException {
        var admin = Members.admin(shop);
        for (var bytes : new byte[][] {
            {},
            "hello".getBytes(StandardCharsets.UTF_8),
            "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.UTF_8),
            "%PDF-1.7".getBytes(StandardCharsets.UTF_8),
            {(byte) 0xff, (byte) 0xd8, (byte) 0xff},
            new byte[5000],
            Arrays.copyOf(picture("png", 100, 100), 30)
        }) {
            var answer = upload(bytes, "pot.png", admin);
            assertThat(answer.status()).as(answer.body()).isEqualTo(422);
            assertThat(answer.json().path("type").asString()).isEqualTo("/problems/picture-refused");
        }
    }

    @Test
    void refusesAPictureThatIsDamagedAndForgetsIt() throws IOException {
        var damaged = picture("png", 300, 200);
        Arrays.fill(damaged, 40, damaged.length, (byte) 7);
        var answer = upload(damaged, "pot.png", Members.admin(shop));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("detail").asString()).contains("damaged");
    }

    @Test
    void refusesABombByItsHeaderAlone() throws IOException {
        var bomb = picture("png", 10, 10);
        ByteBuffer.wrap(bomb).putInt(16, 15_000).putInt(20, 15_000);
        var refusal = catchThrowableOfType(Refusal.class, () -> store.keep(bomb, "bomb.png"));
        assertThat(refusal.is(CatalogProblem.PICTURE_REFUSED)).isTrue();
        assertThat(refusal.detail()).contains("15000 x 15000");
    }

    @Test
    void refusesMoreThanTwentyMegabytes() throws IOException {
        var large = Arrays.copyOf(picture("png", 10, 10), MediaStore.BYTES_MAX + 1);
        assertThat(upload(large, "large.png", Members.admin(shop)).status()).isEqualTo(413);
    }

    @Test
    void asksForPermission() throws IOException {
        assertThat(upload(picture("png", 10, 10), "a.png", Members.staff(shop, "catalog.read"))
                        .status())
                .isEqualTo(403);
        assertThat(upload(picture("png", 10, 10), "a.png", "").status()).isEqualTo(401);
    }

    @Test
    void servesNothingElse() {
        for (var path : new String[] {
            "/media/" + "0".repeat(64) + "/card",
            "/media/abc/card",
            "/media/" + "0".repeat(64) + "/..%2f..%2fkontor.lock",
            "/media/cwebp"
        }) {
            assertThat(shop.get(path).status()).as(path).isIn(400, 404);
        }
        var media = svg("<circle r='4'/>");
        assertThat(shop.get("/media/" + media.mediaId() + "/huge").status()).isEqualTo(404);
    }

    @Test
    void aVectorPictureStandsForItselfBehindASandbox() {
        var media = svg("<circle r='4' fill='#123456'/>");
        assertThat(media.renditions()).isEmpty();
        var answer = shop.get(media.url());
        assertThat(answer.header("Content-Type")).isEqualTo("image/svg+xml");
        assertThat(answer.response().headers().allValues("Content-Security-Policy"))
                .containsExactly("default-src 'none'; style-src 'unsafe-inline'; sandbox");
        assertThat(shop.get("/media/" + media.mediaId() + "/card").header("Content-Type"))
                .isEqualTo("image/svg+xml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<g onload='alert(1)'/>",
                "<foreignObject><iframe src='//evil'/></foreignObject>",
                "<a href='javascript:alert(1)'><path/></a>",
                "<image href='https://evil/x.png'/>",
                "<use href='https://evil/x.svg#a'/>",
                "<use xlink:href='data:image/svg+xml,evil' xmlns:xlink='http://www.w3.org/1999/xlink'/>",
                "<style>@import '//evil';</style>",
                "<path style='fill:url(https://evil/x)'/>",
                "<path fill='url( \"//evil\" )'/>",
                "<path style='background:\\75rl(//evil)'/>",
                "<set attributeName='href' to='javascript:alert(1)'/>",
                "<animate attributeName='href' values='//evil'/>",
                "<x:script xmlns:x='http://www.w3.org/2000/svg'>alert(1)</x:script>",
                "<h:script xmlns:h='http://www.w3.org/1999/xhtml'>alert(1)</h:script>",
                "<?xml-stylesheet href='//evil'?>",
                "<!-- evil -->",
                "<g xml:base='//evil'/>"
            })
    void takesOutOfAVectorPictureWhatDoesMoreThanDraw(String inside) {
        var media = svg(inside + "<path d='M0 0h8v8z'/>");
        var kept = shop.get(media.url()).body().toLowerCase(java.util.Locale.ROOT);
        assertThat(kept)
                .contains("m0 0h8v8z")
                .doesNotContain(
                        "script:",
                        "<script",
                        ":script",
                        "alert",
                        "evil",
                        "onload",
                        "foreignobject",
                        "<image",
                        "import");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><svg xmlns='http://www.w3.org/2000/svg'><text>&x;</text></svg>",
                "<!DOCTYPE l [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]><svg xmlns='http://www.w3.org/2000/svg'><text>&b;</text></svg>",
                "<svg xmlns='http://www.w3.org/2000/svg'><path></svg>",
                "<html/>",
                "<?xml version='1.0'?>"
            })
    void refusesEntitiesAndWhatIsNotDrawn(String svg) {
        var refusal =
                catchThrowableOfType(Refusal.class, () -> store.keep(svg.getBytes(StandardCharsets.UTF_8), "a.svg"));
        assertThat(refusal.is(CatalogProblem.PICTURE_REFUSED)).isTrue();
    }

    private Media svg(String inside) {
        var svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'>" + inside + "</svg>";
        return store.keep(svg.getBytes(StandardCharsets.UTF_8), "drawing.svg");
    }

    private TestShop.Answer upload(byte[] bytes, String name, String cookie) {
        var boundary = "a-line-between";
        var body = new ByteArrayOutputStream();
        body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                        + "\"\r\nContent-Type: image/png\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(bytes);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return shop.exchange(
                "/api/admin/v1/media",
                request -> request.POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .header("Cookie", cookie));
    }

    private static byte[] picture(String format, int width, int height) throws IOException {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(new Color(0x8fa58b));
        pen.fillRect(0, 0, width, height);
        pen.setColor(Color.WHITE);
        pen.fillOval(width / 4, height / 4, width / 2, height / 2);
        pen.dispose();
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return out.toByteArray();
    }

    /** The JPEG with an EXIF segment that says how it is held. */
    private static byte[] turned(byte[] jpeg, int orientation) {
        var exif = ByteBuffer.allocate(36);
        exif.putShort((short) 0xffe1).putShort((short) 34);
        exif.put("Exif\0\0MM".getBytes(StandardCharsets.ISO_8859_1))
                .putShort((short) 42)
                .putInt(8);
        exif.putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0);
        exif.putInt(0);
        return ByteBuffer.allocate(jpeg.length + 36)
                .put(jpeg, 0, 2)
                .put(exif.array())
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }
}
