package io.kontor.catalog.importing;

/** What an import takes at most. */
final class Limits {
    static final int FILES = 20;
    static final long FILE_BYTES = 64L * 1024 * 1024;
    static final long ROWS = 1_000_000;
    static final int COLUMNS = 500;
    static final int CELL_CHARS = 100 * 1024;
    static final int ROW_CHARS = 4 * 1024 * 1024;
    /** Of one file once it is unpacked. */
    static final long UNPACKED_BYTES = 1024L * 1024 * 1024;
    /** Real tables pack to a tenth or a thirtieth; what packs to less than this was made to hurt. */
    static final int PACKED_RATIO = 200;
    /** Below this a high ratio hurts nobody. */
    static final long RATIO_FREE_BYTES = 16L * 1024 * 1024;
    /** Of the texts that an Excel file keeps apart from its rows, which are held in memory. */
    static final long SHARED_TEXT_BYTES = 128L * 1024 * 1024;
    /** Rows of a file that others point into, such as a list of brands. */
    static final int REFERENCE_ROWS = 100_000;

    static final int PICTURES = 20_000;
    static final long PICTURE_BYTES = 2L * 1024 * 1024 * 1024;

    private Limits() {}
}
