package io.kontor.platform.web;

import java.nio.charset.StandardCharsets;
import org.apache.coyote.Response;

/** A header as bytes: what it is given as words, Tomcat would encode anew for each answer, at many times the cost. */
public record ByteHeader(byte[] name, byte[] value) {
    /** @param value Latin letters, no line breaks */
    public static ByteHeader of(String name, String value) {
        return new ByteHeader(name.getBytes(StandardCharsets.ISO_8859_1), value.getBytes(StandardCharsets.ISO_8859_1));
    }

    public void addTo(Response response) {
        response.getMimeHeaders().addValue(name, 0, name.length).setBytes(value, 0, value.length);
    }
}
