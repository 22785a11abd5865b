package io.kontor.catalog.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.testkit.Await;
import io.kontor.testkit.Members;
import io.kontor.testkit.TestShop;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Somebody of the staff who imports files over HTTP. */
final class ImportDesk {
    private static final String PATH = "/api/admin/v1/imports";

    private final TestShop shop;
    private final String cookie;

    ImportDesk(TestShop shop) {
        this.shop = shop;
        this.cookie = Members.admin(shop);
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A fixture of this module. */
    static byte[] fixture(String name) {
        try (var in = ImportDesk.class.getResourceAsStream("/importing/" + name)) {
            return java.util.Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Map<String, byte[]> fixtures(String... names) {
        var files = new LinkedHashMap<String, byte[]>();
        for (var name : names) {
            files.put(name.substring(name.lastIndexOf('/') + 1), fixture(name));
        }
        return files;
    }

    static byte[] read(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** @param fields names and values in turn */
    TestShop.Answer send(Map<String, byte[]> files, String... fields) {
        return multipart(PATH, files, fields);
    }

    JsonNode receive(Map<String, byte[]> files, String... fields) {
        var answer = send(files, fields);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }

    TestShop.Answer sendPicturesAnswer(String importId, Map<String, byte[]> pictures) {
        return multipart(PATH + "/" + importId + "/pictures", pictures);
    }

    /** Forty at once, as a request may have no more than fifty parts. */
    void sendPictures(String importId, Map<String, byte[]> pictures) {
        var names = List.copyOf(pictures.keySet());
        for (var from = 0; from < names.size(); from += 40) {
            var some = new LinkedHashMap<String, byte[]>();
            names.subList(from, Math.min(from + 40, names.size())).forEach(name -> some.put(name, pictures.get(name)));
            var answer = sendPicturesAnswer(importId, some);
            assertThat(answer.status()).as(answer.body()).isEqualTo(204);
        }
    }

    TestShop.Answer post(String path) {
        return shop.post(PATH + "/" + path, null, "Cookie", cookie);
    }

    TestShop.Answer send(String method, String path, Object body) {
        return shop.send(method, PATH + "/" + path, body, "Cookie", cookie);
    }

    TestShop.Answer get(String path) {
        return shop.get(PATH + path, "Cookie", cookie);
    }

    JsonNode run(String importId) {
        return get("/" + importId).json();
    }

    /** Starts it and waits until it has ended. */
    JsonNode start(String importId) {
        var started = post(importId + "/start");
        assertThat(started.status()).as(started.body()).isEqualTo(202);
        return ended(importId);
    }

    JsonNode ended(String importId) {
        // A large file takes longer than one wait allows, as long as it goes forward.
        for (var read = -1L; ; ) {
            var now = run(importId);
            if (!now.path("status").stringValue().equals("RUNNING")) {
                return now;
            }
            var before = Math.max(read, 0);
            Await.until(() -> {
                var next = run(importId);
                assertThat(!next.path("status").stringValue().equals("RUNNING")
                                || next.path("read").asLong()
                                                + next.path("rowsStaged").asLong()
                                        > before)
                        .isTrue();
            });
            read = now.path("read").asLong() + now.path("rowsStaged").asLong();
        }
    }

    /** Sends, starts, waits. */
    JsonNode bring(Map<String, byte[]> files, String... fields) {
        return start(receive(files, fields).path("importId").stringValue());
    }

    /** The faults as {@code line column: reason}. */
    List<String> faults(JsonNode run) {
        var faults = new ArrayList<String>();
        String cursor = "";
        do {
            var page = get("/" + run.path("importId").stringValue() + "/errors?limit=1000&cursor=" + cursor)
                    .json();
            page.path("items")
                    .forEach(fault -> faults.add(fault.path("line").asLong() + " "
                            + (fault.path("column").isString()
                                    ? fault.path("column").stringValue()
                                    : "-") + ": " + fault.path("reason").stringValue()));
            cursor = page.path("next").isString() ? page.path("next").stringValue() : null;
        } while (cursor != null);
        return faults;
    }

    private TestShop.Answer multipart(String path, Map<String, byte[]> files, String... fields) {
        var boundary = "a-boundary-that-no-test-file-holds";
        var body = new ByteArrayOutputStream();
        for (var i = 0; i < fields.length; i += 2) {
            body.writeBytes(text("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + fields[i]
                    + "\"\r\n\r\n" + fields[i + 1] + "\r\n"));
        }
        files.forEach((name, content) -> {
            body.writeBytes(text("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                    + name + "\"\r\nContent-Type: application/octet-stream\r\n\r\n"));
            body.writeBytes(content);
            body.writeBytes(text("\r\n"));
        });
        body.writeBytes(text("--" + boundary + "--\r\n"));
        return shop.exchange(
                path,
                request -> request.POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .header("Cookie", cookie));
    }

    static void assertCounts(JsonNode run, int created, int changed, int unchanged, int refused, int badRows) {
        assertThat(run.path("status").stringValue()).as(run.toString()).isEqualTo("DONE");
        assertThat(List.of(
                        run.path("created").asInt(),
                        run.path("changed").asInt(),
                        run.path("unchanged").asInt(),
                        run.path("refused").asInt(),
                        run.path("failed").asInt()))
                .as("created, changed, unchanged, refused, bad rows")
                .containsExactly(created, changed, unchanged, refused, badRows);
        assertThat(run.path("read").asLong()).isEqualTo(run.path("rows").asLong());
    }
}
