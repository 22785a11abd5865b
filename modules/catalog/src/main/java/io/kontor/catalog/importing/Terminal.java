package io.kontor.catalog.importing;

import java.io.PrintStream;
import java.util.List;

/** What the command line shows while it imports. */
final class Terminal {
    private static final int BAR = 30;

    private final PrintStream out;
    private final boolean live;
    private String shown = "";
    private long toldAt = -1;

    /** @param live whether a person watches, so that a line may be written over */
    Terminal(PrintStream out, boolean live) {
        this.out = out;
        this.live = live;
    }

    void line(String words) {
        if (!shown.isEmpty()) {
            out.print("\r" + " ".repeat(width(shown)) + "\r");
            shown = "";
        }
        out.println(words);
        out.flush();
    }

    /** In a terminal a bar that moves; else a line whenever another tenth is done. */
    void progress(String what, long done, long all, String rest) {
        var share = all == 0 ? 100 : Math.min(100, done * 100 / all);
        var words = "%s %3d%%  %s".formatted(what, share, rest);
        if (live) {
            var filled = (int) (share * BAR / 100);
            var bar = "[" + "#".repeat(filled) + ".".repeat(BAR - filled) + "] " + words;
            out.print("\r" + bar + " ".repeat(Math.max(0, width(shown) - width(bar))));
            out.flush();
            shown = bar;
        } else if (share / 10 != toldAt) {
            toldAt = share / 10;
            out.println(words);
            out.flush();
        }
    }

    /** Rows of cells, each column as wide as its widest cell. */
    void table(List<List<String>> rows) {
        var columns = rows.stream().mapToInt(List::size).max().orElse(0);
        var widths = new int[columns];
        rows.forEach(row -> {
            for (var i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        });
        for (var row : rows) {
            var line = new StringBuilder(" ");
            for (var i = 0; i < row.size(); i++) {
                line.append(' ').append(row.get(i));
                if (i < row.size() - 1) {
                    line.append(" ".repeat(widths[i] - width(row.get(i)) + 1));
                }
            }
            line(line.toString());
        }
    }

    /** Chinese characters take two places. */
    static int width(String words) {
        return words.codePoints()
                .map(c -> c >= 0x1100
                                && (c <= 0x115f
                                        || c >= 0x2e80 && c <= 0xa4cf
                                        || c >= 0xac00 && c <= 0xd7a3
                                        || c >= 0xf900 && c <= 0xfaff
                                        || c >= 0xfe30 && c <= 0xfe4f
                                        || c >= 0xff00 && c <= 0xff60)
                        ? 2
                        : 1)
                .sum();
    }

    static String cut(String words, int width) {
        var cut = new StringBuilder();
        for (var c : words.replaceAll("\\s+", " ").strip().codePoints().toArray()) {
            if (width(cut.toString()) >= width - 1) {
                return cut + "…";
            }
            cut.appendCodePoint(c);
        }
        return cut.toString();
    }
}
