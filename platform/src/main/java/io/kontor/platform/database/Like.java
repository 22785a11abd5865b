package io.kontor.platform.database;

/** Patterns of SQL's {@code LIKE}, in which what a person typed means only itself. */
public final class Like {
    private Like() {}

    /** What begins with these words. */
    public static String startingWith(String words) {
        return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
