package io.kontor.platform.web;

import java.nio.charset.StandardCharsets;
import org.apache.coyote.Response;

/** A header that is the same on many answers, as bytes: Tomcat would encode its words anew for each of them. */
public record ByteHeader(byte[] name, byte[] value) {
    /** @param value Latin letters, no line breaks */
    public static ByteHeader of(String name, String value) {
        return new ByteHeader(bytes(name), bytes(value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    public void addTo(Response response) {
        response.getMimeHeaders().addValue(name, 0, name.length).setBytes(value, 0, value.length);
    }

    /** The same header with this value. */
    public void addTo(Response response, String value) {
        new ByteHeader(name, bytes(value)).addTo(response);
    }
}
