package io.kontor.catalog.media;

/** The widths in which pages show pictures. */
public enum Rendition {
    THUMB(160),
    CARD(480),
    PAGE(960);

    private final int width;

    Rendition(int width) {
        this.width = width;
    }

    /** Pixels; a narrower original is not enlarged. */
    public int width() {
        return width;
    }
}
