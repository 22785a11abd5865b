package io.kontor.trade.paper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.jspecify.annotations.Nullable;

/** A PDF that is written from the top of a page to its bottom, and on the next one. Lengths are points, 72 to the inch. */
final class Sheet implements AutoCloseable {
    static final float LEFT = 48;
    static final float RIGHT = PDRectangle.A4.getWidth() - 48;
    private static final float TOP = PDRectangle.A4.getHeight() - 56;
    private static final float BOTTOM = 64;
    private static final String FONT = "/fonts/NotoSansSC_400Regular.ttf";
    private static final int NO_GLYPH = '□';
    private static final float LINE = 1.45f;

    private final PDDocument document = new PDDocument();
    private final TrueTypeFont glyphs;
    private final CmapLookup cmap;
    private final PDFont font;
    private @Nullable PDPageContentStream page;
    private float y;

    Sheet(String title) {
        try {
            glyphs = open();
            cmap = glyphs.getUnicodeCmapLookup();
            // Only what is used of the font goes into the document.
            font = PDType0Font.load(document, glyphs, true);
            document.getDocumentInformation().setTitle(title);
            document.getDocumentInformation().setProducer("Kontor");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static TrueTypeFont open() throws IOException {
        try (var file = Sheet.class.getResourceAsStream(FONT)) {
            if (file == null) {
                throw new IllegalStateException(
                        "The font " + FONT + " is missing: build the front end before the modules.");
            }
            return new TTFParser().parse(new RandomAccessReadBuffer(file));
        }
    }

    enum Align {
        LEFT,
        RIGHT
    }

    /** A column of a table, from {@code left} to {@code right}. */
    record Column(String title, float left, float right, Align align) {}

    void newPage() {
        try {
            if (page != null) {
                page.close();
            }
            var next = new PDPage(PDRectangle.A4);
            document.addPage(next);
            page = new PDPageContentStream(document, next);
            y = TOP;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void room(float height) {
        if (y - height < BOTTOM) {
            newPage();
        }
    }

    void skip(float height) {
        y -= height;
    }

    float at() {
        return y;
    }

    void backTo(float height) {
        y = height;
    }

    /** One line or, where it is too long, several. */
    void text(String words, float size, float left, float right, Align align, boolean strong) {
        for (var line : wrapped(words, size, right - left)) {
            room(size * LINE);
            y -= size * LINE;
            draw(line, size, align == Align.LEFT ? left : right - width(line, size), y, strong);
        }
    }

    void text(String words, float size) {
        text(words, size, LEFT, RIGHT, Align.LEFT, false);
    }

    void rule(float width) {
        try {
            var stream = stream();
            stream.setLineWidth(width);
            stream.moveTo(LEFT, y - 4);
            stream.lineTo(RIGHT, y - 4);
            stream.stroke();
            y -= 8;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void head(List<Column> columns, float size) {
        room(size * LINE * 3);
        row(columns, columns.stream().map(Column::title).toList(), size, true);
        rule(0.8f);
    }

    /** The cells of a row; the tallest says where the next one begins. A row is never torn between pages. */
    void row(List<Column> columns, List<String> cells, float size, boolean strong) {
        var lines = new ArrayList<List<String>>();
        for (var at = 0; at < columns.size(); at++) {
            var column = columns.get(at);
            lines.add(wrapped(cells.get(at), size, column.right() - column.left()));
        }
        var height = lines.stream().mapToInt(List::size).max().orElse(1) * size * LINE;
        room(height);
        var top = y;
        for (var at = 0; at < columns.size(); at++) {
            var column = columns.get(at);
            y = top;
            for (var line : lines.get(at)) {
                y -= size * LINE;
                var left = column.align() == Align.LEFT ? column.left() : column.right() - width(line, size);
                draw(line, size, left, y, strong);
            }
        }
        y = top - height - 2;
    }

    private void draw(String line, float size, float left, float height, boolean strong) {
        try {
            var stream = stream();
            stream.beginText();
            stream.setFont(font, size);
            stream.setRenderingMode(strong ? RenderingMode.FILL_STROKE : RenderingMode.FILL);
            stream.setLineWidth(size / 40);
            stream.newLineAtOffset(left, height);
            stream.showText(line);
            stream.endText();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private PDPageContentStream stream() {
        if (page == null) {
            newPage();
        }
        return java.util.Objects.requireNonNull(page);
    }

    /** Breaks between words, and between any two signs where a word is longer than a line or none is there. */
    private List<String> wrapped(String words, float size, float room) {
        var lines = new ArrayList<String>();
        for (var paragraph : printable(words).split("\n", -1)) {
            var line = new StringBuilder();
            for (var sign : paragraph.codePoints().toArray()) {
                line.appendCodePoint(sign);
                if (width(line.toString(), size) > room && line.length() > Character.charCount(sign)) {
                    var blank = line.lastIndexOf(" ");
                    var end = blank > line.length() / 3 ? blank : line.length() - Character.charCount(sign);
                    lines.add(line.substring(0, end).stripTrailing());
                    line.delete(0, blank > line.length() / 3 ? end + 1 : end);
                }
            }
            lines.add(line.toString());
        }
        return lines;
    }

    /** What the font has no sign for becomes a box, and what is no sign at all a blank. */
    private String printable(String words) {
        var kept = new StringBuilder();
        words.replace("\r", "")
                .codePoints()
                .map(sign -> sign == '\n' || !Character.isISOControl(sign) ? sign : ' ')
                .forEach(sign -> kept.appendCodePoint(sign == '\n' || cmap.getGlyphId(sign) != 0 ? sign : NO_GLYPH));
        return kept.toString();
    }

    private float width(String line, float size) {
        try {
            return font.getStringWidth(line) / 1000 * size;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    byte[] bytes() {
        try {
            if (page != null) {
                page.close();
                page = null;
            }
            var out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        try {
            document.close();
            glyphs.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
