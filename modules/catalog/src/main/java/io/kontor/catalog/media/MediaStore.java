package io.kontor.catalog.media;

import io.kontor.catalog.CatalogProblem;
import io.kontor.kernel.Refusal;
import io.kontor.platform.picture.PictureHeader;
import io.kontor.platform.start.KontorSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Pictures under the hash of their bytes: the same picture twice is kept once, and an address never shows another one.
 * The bytes stand in the data folder, what is known about them in the database.
 */
@Component
public class MediaStore {
    public static final int BYTES_MAX = 20 * 1024 * 1024;
    static final long PIXELS_MAX = 40_000_000;
    private static final int SIDE_MAX = 16_000;
    private static final int FILE_NAME_MAX = 200;

    private final JdbcClient db;
    private final Clock clock;
    private final Path folder;

    MediaStore(JdbcClient db, Clock clock, KontorSettings settings) {
        this.db = db;
        this.clock = clock;
        this.folder = settings.data().toAbsolutePath().resolve("media");
    }

    /** @param fileName as it was called where it came from; what it is, its bytes say */
    public record Arrival(byte[] bytes, String fileName) {}

    /**
     * Checks a picture and keeps it: JPEG, PNG, GIF, WebP as they are, SVG with only what draws.
     *
     * @throws io.kontor.kernel.Refusal PICTURE_TOO_LARGE (413) above 20 MB, PICTURE_REFUSED (422) for what is no picture,
     *     is damaged or has more than 40 megapixels
     */
    public Media keep(byte[] bytes, String fileName) {
        return keepAll(List.of(new Arrival(bytes, fileName))).getFirst();
    }

    /** Keeps many, or none when one is refused; answers in the same order. */
    public List<Media> keepAll(List<Arrival> arrivals) {
        var checked = arrivals.stream().map(MediaStore::check).toList();
        checked.forEach(one -> writeOnce(path(one.media().mediaId(), "original"), one.bytes()));
        remember(checked);
        return checked.stream().map(Checked::media).toList();
    }

    static Refusal tooLarge() {
        return CatalogProblem.PICTURE_TOO_LARGE.refusal("A picture may have " + BYTES_MAX / 1024 / 1024 + " MB.");
    }

    private record Checked(Media media, byte[] bytes, String fileName) {}

    private static Checked check(Arrival arrival) {
        if (arrival.bytes().length > BYTES_MAX) {
            throw tooLarge();
        }
        var name = arrival.fileName().replace("\0", "");
        var fileName = name.substring(0, Math.min(name.length(), FILE_NAME_MAX));
        return isXml(arrival.bytes()) ? vector(arrival.bytes(), fileName) : raster(arrival.bytes(), fileName);
    }

    private static Checked vector(byte[] bytes, String fileName) {
        var svg = SafeSvg.of(bytes);
        return new Checked(
                new Media(hash(svg.bytes()), "image/svg+xml", svg.width(), svg.height()), svg.bytes(), fileName);
    }

    private static Checked raster(byte[] bytes, String fileName) {
        var header = PictureHeader.read(bytes)
                .filter(found -> found.width() > 0 && found.height() > 0)
                .orElseThrow(
                        () -> CatalogProblem.PICTURE_REFUSED.refusal("Send a JPEG, PNG, GIF, WebP or SVG picture."));
        if ((long) header.width() * header.height() > PIXELS_MAX
                || Math.max(header.width(), header.height()) > SIDE_MAX) {
            throw CatalogProblem.PICTURE_REFUSED.refusal(
                    "A picture may have " + PIXELS_MAX / 1_000_000 + " megapixels and " + SIDE_MAX
                            + " pixels a side; this one has " + header.width() + " x " + header.height() + ".");
        }
        var media = header.liesOnItsSide()
                ? new Media(hash(bytes), header.contentType(), header.height(), header.width())
                : new Media(hash(bytes), header.contentType(), header.width(), header.height());
        return new Checked(media, bytes, fileName);
    }

    static boolean isXml(byte[] bytes) {
        var start = new String(bytes, 0, Math.min(bytes.length, 200), StandardCharsets.UTF_8)
                .replace("\ufeff", "")
                .stripLeading();
        return start.startsWith("<");
    }

    private void remember(List<Checked> checked) {
        db.sql("""
                        INSERT INTO catalog.media (media_id, content_type, width, height, bytes, file_name, created_at)
                        SELECT media_id, content_type, width, height, bytes, file_name, :now
                          FROM unnest(:ids::text[], :types::text[], :widths::int[], :heights::int[], :bytes::int[], :names::text[])
                               AS arrived (media_id, content_type, width, height, bytes, file_name)
                         ORDER BY media_id
                        ON CONFLICT (media_id) DO NOTHING
                        """)
                .param("ids", checked.stream().map(one -> one.media().mediaId()).toArray(String[]::new))
                .param(
                        "types",
                        checked.stream().map(one -> one.media().contentType()).toArray(String[]::new))
                .param(
                        "widths",
                        checked.stream().map(one -> one.media().width()).toArray(Integer[]::new))
                .param(
                        "heights",
                        checked.stream().map(one -> one.media().height()).toArray(Integer[]::new))
                .param("bytes", checked.stream().map(one -> one.bytes().length).toArray(Integer[]::new))
                .param("names", checked.stream().map(Checked::fileName).toArray(String[]::new))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The pictures of these that are kept. */
    public List<Media> find(List<String> mediaIds) {
        return db.sql("SELECT media_id, content_type, width, height FROM catalog.media WHERE media_id = ANY(:ids)")
                .param("ids", mediaIds.toArray(String[]::new))
                .query(Media.class)
                .list();
    }

    /** Forgets a picture that turned out to be damaged, unless something shows it already. */
    void forget(Media media) {
        try {
            db.sql("DELETE FROM catalog.media WHERE media_id = :mediaId")
                    .param("mediaId", media.mediaId())
                    .update();
            Files.deleteIfExists(path(media.mediaId(), "original"));
        } catch (DataIntegrityViolationException shown) {
            throw CatalogProblem.PICTURE_REFUSED.refusal("The picture is damaged.");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Where a picture's file of that name stands, or would stand. */
    Path path(String mediaId, String name) {
        return folder.resolve(mediaId.substring(0, 2)).resolve(mediaId.substring(2) + "." + name);
    }

    /** Under its name a file is always whole: it is written beside it and then moved there. */
    static void writeOnce(Path path, byte[] bytes) {
        if (Files.exists(path)) {
            return;
        }
        try {
            Files.createDirectories(path.getParent());
            var fresh = Files.createTempFile(path.getParent(), "new-", "");
            Files.write(fresh, bytes);
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
