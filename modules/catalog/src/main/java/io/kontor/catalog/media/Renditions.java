package io.kontor.catalog.media;

import io.kontor.kernel.CommonProblem;
import io.kontor.platform.picture.PictureHeader;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Pictures at the sizes of pages, each made once: when it is uploaded, or when it is first asked for. */
@Component
class Renditions {
    private static final Logger log = LoggerFactory.getLogger(Renditions.class);
    private static final int AT_ONCE = 2;
    private static final int WAIT_SECONDS_MAX = 20;

    private final MediaStore store;
    private final WebpEncoder webp;
    private final Semaphore permits = new Semaphore(AT_ONCE);
    private final ConcurrentHashMap<Path, Object> making = new ConcurrentHashMap<>();

    Renditions(MediaStore store, WebpEncoder webp) {
        this.store = store;
        this.webp = webp;
    }

    /** Makes all of a raster picture. @return false when it cannot be decoded: it is damaged */
    boolean makeAll(Media media) {
        var whole = true;
        for (var rendition : Rendition.values()) {
            whole &= media.isVector() || isWhole(media.mediaId(), rendition);
        }
        return whole;
    }

    private boolean isWhole(String mediaId, Rendition rendition) {
        var file = file(mediaId, rendition);
        return Files.exists(file) || make(mediaId, rendition, file);
    }

    /** The file of a picture at that size; the original where it cannot be made. */
    Path require(String mediaId, Rendition rendition) {
        var file = file(mediaId, rendition);
        if (!Files.exists(file)) {
            // Whoever asks for the same file at the same time waits for it instead of making it too.
            synchronized (making.computeIfAbsent(file, _ -> new Object())) {
                if (!Files.exists(file) && !make(mediaId, rendition, file)) {
                    standIn(mediaId, file);
                }
            }
            making.remove(file);
        }
        return file;
    }

    private Path file(String mediaId, Rendition rendition) {
        return store.path(mediaId, rendition.name().toLowerCase(Locale.ROOT));
    }

    private boolean make(String mediaId, Rendition rendition, Path file) {
        acquire();
        try {
            var fresh = Files.createTempFile(file.getParent(), "new-", "");
            try {
                var made = make(store.path(mediaId, "original"), rendition.width(), fresh);
                if (made) {
                    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
                }
                return made;
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException | RuntimeException undecodable) {
            log.warn("Picture {} has no {} size: {}", mediaId, rendition, undecodable.toString());
            return false;
        } finally {
            permits.release();
        }
    }

    private void acquire() {
        try {
            if (!permits.tryAcquire(WAIT_SECONDS_MAX, TimeUnit.SECONDS)) {
                throw CommonProblem.BUSY.refusal("Many pictures are being made. Ask again in a moment.");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw CommonProblem.BUSY.refusal("The shop is stopping.");
        }
    }

    private boolean make(Path original, int widthMax, Path to) throws IOException {
        var header = PictureHeader.read(Files.readAllBytes(original)).orElseThrow(() -> new IOException("no picture"));
        var readable = !header.contentType().equals("image/gif") && header.orientation() == 1;
        if (readable && webp.encode(original, Math.min(widthMax, header.width()), to)) {
            return true;
        }
        var picture = decode(original, header, widthMax);
        if (picture == null) {
            return false;
        }
        var between = Files.createTempFile(to.getParent(), "new-", "");
        try {
            ImageIO.write(picture, "png", between.toFile());
            return webp.encode(between, picture.getWidth(), to) || writePlain(picture, to);
        } finally {
            Files.deleteIfExists(between);
        }
    }

    private static boolean writePlain(BufferedImage picture, Path to) throws IOException {
        return ImageIO.write(picture, picture.getColorModel().hasAlpha() ? "png" : "jpeg", to.toFile());
    }

    /** Reads only as many pixels as the size needs, turns them upright and scales them. */
    private static @Nullable BufferedImage decode(Path original, PictureHeader header, int widthMax)
            throws IOException {
        try (var in = ImageIO.createImageInputStream(original.toFile())) {
            var readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return null;
            }
            var reader = readers.next();
            try {
                reader.setInput(in, true, true);
                var shownWidth = header.liesOnItsSide() ? header.height() : header.width();
                var skip = Math.max(1, shownWidth / (2 * widthMax));
                var how = reader.getDefaultReadParam();
                how.setSourceSubsampling(skip, skip, 0, 0);
                return upright(reader.read(0, how), header, widthMax);
            } finally {
                reader.dispose();
            }
        }
    }

    private static BufferedImage upright(BufferedImage stored, PictureHeader header, int widthMax) {
        var side = header.liesOnItsSide();
        double width = side ? stored.getHeight() : stored.getWidth();
        double height = side ? stored.getWidth() : stored.getHeight();
        var scale = Math.min(1, widthMax / width);
        var shown = new BufferedImage(
                Math.max(1, (int) Math.round(width * scale)),
                Math.max(1, (int) Math.round(height * scale)),
                stored.getColorModel().hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        var pen = shown.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        var move = AffineTransform.getScaleInstance(shown.getWidth() / width, shown.getHeight() / height);
        move.concatenate(turn(header.orientation(), stored.getWidth(), stored.getHeight()));
        pen.drawImage(stored, move, null);
        pen.dispose();
        return shown;
    }

    /** From stored to shown coordinates. Source: Exif 2.32, 4.6.4, Orientation. */
    private static AffineTransform turn(int orientation, double width, double height) {
        return switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
            default -> new AffineTransform();
        };
    }

    /** So that what cannot be made is not tried again with every request. */
    private void standIn(String mediaId, Path file) {
        try {
            Files.createLink(file, store.path(mediaId, "original"));
        } catch (IOException | UnsupportedOperationException noLinks) {
            try {
                Files.copy(store.path(mediaId, "original"), file, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
