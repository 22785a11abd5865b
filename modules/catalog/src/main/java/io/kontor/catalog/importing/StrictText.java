package io.kontor.catalog.importing;

import static io.kontor.catalog.CatalogProblem.UNREADABLE_FILE;

import io.kontor.kernel.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;

/** Text that is what it says it is: the first byte that does not belong to the encoding is refused, with its line. */
final class StrictText extends Reader {
    private final InputStream in;
    private final Charset charset;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(64 * 1024).flip();
    private boolean ended;
    private boolean flushed;
    private boolean afterReturn;
    private boolean markSeen;
    private long line = 1;
    private long rowChars;

    StrictText(InputStream in, Charset charset) {
        this.in = in;
        this.charset = charset;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** Tells that a new row begins, so that one without end is found before it fills the memory. */
    void rowBegins() {
        rowChars = 0;
    }

    /** @param length 2 or more: a character outside the basic plane is two */
    @Override
    public int read(char[] into, int from, int length) throws IOException {
        var chars = CharBuffer.wrap(into, from, length).slice();
        while (chars.position() == 0 && !flushed) {
            var result = decoder.decode(bytes, chars, ended);
            if (result.isError()) {
                count(into, from, chars.position());
                throw malformed();
            }
            if (result.isUnderflow()) {
                if (ended) {
                    decoder.flush(chars);
                    flushed = true;
                } else {
                    fill();
                }
            }
        }
        var read = chars.position();
        if (read > 0 && !markSeen) {
            markSeen = true;
            if (into[from] == '\uFEFF') {
                System.arraycopy(into, from + 1, into, from, --read);
                if (read == 0) {
                    return read(into, from, length);
                }
            }
        }
        count(into, from, read);
        rowChars += read;
        if (rowChars > Limits.ROW_CHARS + length) {
            throw UNREADABLE_FILE
                    .refusal("Before line " + line
                            + " stands a row of more than 4 MB. Perhaps a quotation mark is not closed.")
                    .with("line", line);
        }
        return read == 0 ? -1 : read;
    }

    private void fill() throws IOException {
        bytes.compact();
        var count = in.read(bytes.array(), bytes.position(), bytes.remaining());
        if (count < 0) {
            ended = true;
        } else {
            bytes.position(bytes.position() + count);
        }
        bytes.flip();
    }

    private void count(char[] chars, int from, int length) {
        for (var i = from; i < from + length; i++) {
            var c = chars[i];
            if (c == '\r' || (c == '\n' && !afterReturn)) {
                line++;
            } else if (c == 0) {
                throw UNREADABLE_FILE
                        .refusal("Line " + line + " holds a zero byte: this is not a text file. Send CSV or .xlsx.")
                        .with("line", line);
            }
            afterReturn = c == '\r';
        }
    }

    private Refusal malformed() {
        var advice = charset.equals(java.nio.charset.StandardCharsets.UTF_8)
                ? " Save the file as UTF-8, or, if a Chinese Windows program wrote it, say that its encoding is GB18030."
                : " Say the file's real encoding; most files are UTF-8.";
        return UNREADABLE_FILE
                .refusal("Line " + line + " is not valid " + charset.name() + "." + advice)
                .with("line", line);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
