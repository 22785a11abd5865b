package io.kontor.aftersales;

import static io.kontor.aftersales.Customer.problem;
import static io.kontor.aftersales.Customer.require;
import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.testkit.TestShop;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@WithAftersales
class PhotoTest {
    @Test
    void aPhotoIsKeptOnceAndShownToItsBuyerAndToStaffOnly(TestShop shop, JdbcClient db) {
        var customer = Customer.received(shop, 1, Customer.product(shop, "5.00", 10));
        var first = require(customer.photo(png(400, 300)), 201);
        assertThat(require(customer.photo(png(400, 300)), 201)).isEqualTo(first);
        assertThat(first.path("width").asInt()).isEqualTo(400);
        var photo = first.path("id").asString();
        var wanted = customer.wanted("refund-only", "damaged", 1);
        wanted.put("photos", List.of(photo));
        var asked = require(customer.ask(wanted, UUID.randomUUID().toString()), 201);
        assertThat(asked.path("timeline").path(0).path("photos").path(0).asString())
                .isEqualTo(photo);
        assertThat(db.sql("SELECT count(*) FROM aftersales.photo WHERE photo_id = :id AND attached")
                        .param("id", photo)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);

        var path = "/api/store/v1/orders/" + customer.number + "/return-photos/" + photo;
        var seen = customer.get(path);
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.header("Content-Type")).isEqualTo("image/png");
        assertThat(seen.header("Cache-Control")).contains("private");
        assertThat(shop.get(path).status()).isEqualTo(404);
        assertThat(customer.staffGet(
                                "/api/admin/v1/returns/" + asked.path("number").asString() + "/photos/" + photo)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whatIsKeptOfAPhotoDoesNotSayWhereItWasTaken(TestShop shop, JdbcClient db) {
        var customer = Customer.received(shop, 1, Customer.product(shop, "5.00", 10));
        var words = "GPSLatitude 51.5074".getBytes(StandardCharsets.US_ASCII);
        var taken = ByteBuffer.allocate(33 + 12 + words.length)
                .put(png(40, 30))
                .putInt(words.length)
                .put("tEXt".getBytes(StandardCharsets.US_ASCII))
                .put(words)
                .putInt(0)
                .array();
        var photo = require(customer.photo(taken), 201).path("id").asString();
        assertThat(db.sql("SELECT bytes FROM aftersales.photo WHERE photo_id = :id")
                        .param("id", photo)
                        .query(byte[].class)
                        .single())
                .isEqualTo(png(40, 30));
    }

    @Test
    void aPhotoOfAnotherOrderIsRefused(TestShop shop) {
        var customer = Customer.received(shop, 1, Customer.product(shop, "5.00", 10));
        var other = Customer.received(shop, 1, Customer.product(shop, "5.00", 10));
        var photo = require(other.photo(png(40, 30)), 201).path("id").asString();
        var wanted = customer.wanted("refund-only", "damaged", 1);
        wanted.put("photos", List.of(photo));
        assertThat(problem(customer.ask(wanted, UUID.randomUUID().toString()))).isEqualTo("422 photo-refused");
        // Nothing was asked for either.
        assertThat(customer.choices().path("lines").path(0).path("returnable").asInt())
                .isEqualTo(1);
    }

    @Test
    void whatIsNoPhotoIsRefusedByItsContent(TestShop shop) {
        var customer = Customer.received(shop, 1, Customer.product(shop, "5.00", 10));
        for (var bytes : List.of(
                "GIF89a\u0001\u0000\u0001\u0000".getBytes(StandardCharsets.ISO_8859_1),
                "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8),
                "<html><script>".getBytes(StandardCharsets.UTF_8),
                new byte[0],
                new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff},
                png(0, 10),
                png(-1, -1),
                png(30_000, 10),
                png(9_000, 9_000))) {
            assertThat(problem(customer.photo(bytes))).isEqualTo("422 photo-refused");
        }
        var large = ByteBuffer.allocate(8 * 1024 * 1024 + 1).put(png(10, 10)).array();
        assertThat(problem(customer.photo(large))).isEqualTo("413 photo-too-large");
        assertThat(shop.post("/api/store/v1/orders/" + customer.number + "/return-photos", Map.of())
                        .status())
                .isEqualTo(415);
    }

    @Test
    void anOrderHasFortyPhotosAtMost(TestShop shop) {
        var customer = Customer.received(shop, 1, Customer.product(shop, "5.00", 10));
        for (var width = 1; width <= 40; width++) {
            require(customer.photo(png(width, 1)), 201);
        }
        assertThat(problem(customer.photo(png(41, 1)))).isEqualTo("409 too-many-photos");
    }

    /** The head of a PNG picture of that size, which is all that is looked at. */
    private static byte[] png(int width, int height) {
        return ByteBuffer.allocate(33)
                .putInt(0x89504e47)
                .putInt(0x0d0a1a0a)
                .putInt(13)
                .put("IHDR".getBytes(StandardCharsets.US_ASCII))
                .putInt(width)
                .putInt(height)
                .array();
    }
}
