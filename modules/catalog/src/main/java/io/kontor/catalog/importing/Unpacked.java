package io.kontor.catalog.importing;

import static io.kontor.catalog.CatalogProblem.UNREADABLE_FILE;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** The bytes of a file, out of its gzip if it is in one, and no more of them than a table could need. */
final class Unpacked extends FilterInputStream {
    private final Counted packed;
    private long count;

    private Unpacked(InputStream unpacked, Counted packed) {
        super(unpacked);
        this.packed = packed;
    }

    static InputStream open(Path file, boolean isPacked) throws IOException {
        var raw = new Counted(Files.newInputStream(file));
        if (!isPacked) {
            return new Unpacked(new BufferedInputStream(raw, 64 * 1024), raw);
        }
        try {
            return new Unpacked(new GZIPInputStream(raw, 64 * 1024), raw);
        } catch (IOException notGzip) {
            raw.close();
            throw notGzip;
        }
    }

    static boolean isPacked(byte[] start) {
        return start.length >= 2 && (start[0] & 0xff) == 0x1f && (start[1] & 0xff) == 0x8b;
    }

    /** @throws io.kontor.kernel.Refusal UNREADABLE_FILE when so few packed bytes cannot honestly hold so many */
    static void check(long unpacked, long packed) {
        if (unpacked > Limits.UNPACKED_BYTES) {
            throw UNREADABLE_FILE.refusal("Unpacked, the file is larger than 1 GB. Split it and import the pieces.");
        }
        if (unpacked > Limits.RATIO_FREE_BYTES && unpacked > packed * Limits.PACKED_RATIO) {
            throw UNREADABLE_FILE.refusal("The file unpacks to more than 200 times its size, which no table does.");
        }
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        var read = in.read(into, from, length);
        if (read > 0) {
            count += read;
            check(count, packed.count);
        }
        return read;
    }

    private static final class Counted extends FilterInputStream {
        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var one = in.read();
            count += one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            var read = in.read(into, from, length);
            count += Math.max(read, 0);
            return read;
        }
    }
}
