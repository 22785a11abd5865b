package io.kontor.catalog.importing;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to the import endpoints of a running shop. */
final class ShopClient {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int UNAUTHORISED = 401;
    private static final String PATH = "/api/admin/v1/imports";

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final String url;
    private final String header;
    private final String credential;
    private final String language;

    private ShopClient(String url, String header, String credential, String language) {
        this.url = url;
        this.header = header;
        this.credential = credential;
        this.language = language;
    }

    /** The shop said no; the message is what it said. */
    static final class Refused extends Exception {
        private final String code;

        Refused(String code, String message) {
            super(message);
            this.code = code;
        }

        boolean is(String other) {
            return code.equals(other);
        }
    }

    /** It opens nothing but the page where another is chosen. */
    static final class OneTimePassword extends Exception {
        private final String login;

        OneTimePassword(String login) {
            super(login);
            this.login = login;
        }

        String login() {
            return login;
        }
    }

    /** @param language in which bad rows are told */
    static ShopClient withToken(String url, String token, String language) {
        return new ShopClient(url, "Authorization", "Bearer " + token, language);
    }

    static ShopClient signedIn(String url, String login, String password, String language)
            throws Refused, OneTimePassword, IOException {
        var guest = new ShopClient(url, "Accept", "application/json", language);
        var answer = guest.exchange(guest.request("/api/admin/v1/session")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("login", login, "password", password)))));
        if (answer.path("mustChangePassword").asBoolean(false)) {
            throw new OneTimePassword(login);
        }
        var cookie = guest.cookie;
        return new ShopClient(url, "Cookie", "kontor_staff=" + cookie, language);
    }

    private String cookie = "";

    JsonNode receive(ImportRequest wanted) throws Refused, IOException {
        var form = new Form();
        wanted.fields().forEach(field -> form.add(field.getKey(), field.getValue()));
        for (var file : wanted.files()) {
            form.add(file, file.getFileName().toString());
        }
        return send(form, PATH);
    }

    /** @param names of the pictures, in the folder */
    void pictures(String importId, Path folder, List<Path> names) throws Refused, IOException {
        var form = new Form();
        for (var name : names) {
            form.add(folder.resolve(name), name.toString());
        }
        send(form, PATH + "/" + importId + "/pictures");
    }

    JsonNode start(String importId) throws Refused, IOException {
        return exchange(request(PATH + "/" + importId + "/start").POST(BodyPublishers.noBody()));
    }

    JsonNode run(String importId) throws Refused, IOException {
        return exchange(request(PATH + "/" + importId).GET());
    }

    JsonNode faults(String importId, int limit) throws Refused, IOException {
        return exchange(
                request(PATH + "/" + importId + "/errors?limit=" + limit).GET());
    }

    void saveFaults(String importId, Path to) throws IOException {
        try {
            http.send(request(PATH + "/" + importId + "/errors.csv").GET().build(), BodyHandlers.ofFile(to));
        } catch (InterruptedException stop) {
            throw interrupted();
        }
    }

    private JsonNode send(Form form, String path) throws Refused, IOException {
        return exchange(request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + form.boundary)
                .POST(form.end()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofMinutes(5))
                .header("Accept-Language", language)
                .header(header, credential);
    }

    private JsonNode exchange(HttpRequest.Builder request) throws Refused, IOException {
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
            answer.headers().allValues("Set-Cookie").stream()
                    .filter(one -> one.startsWith("kontor_staff="))
                    .forEach(one ->
                            cookie = one.substring("kontor_staff=".length()).split(";", 2)[0]);
            if (answer.statusCode() < 300) {
                return JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body());
            }
            throw refused(answer.statusCode(), answer.body());
        } catch (InterruptedException stop) {
            throw interrupted();
        }
    }

    private Refused refused(int status, String body) {
        try {
            var problem = JSON.readTree(body);
            var type = problem.path("type").asString("");
            var detail = problem.path("detail").asString("The shop answered " + status + ".");
            return new Refused(
                    type.substring(type.lastIndexOf('/') + 1),
                    status == UNAUTHORISED ? problem.path("title").asString("") + ". " + detail : detail);
        } catch (tools.jackson.core.JacksonException noJson) {
            return new Refused(
                    "",
                    "What answers at " + url + " is no Kontor, or not one with a catalogue (status " + status + ").");
        }
    }

    private static IOException interrupted() {
        Thread.currentThread().interrupt();
        return new IOException("interrupted");
    }

    /** A form with files, sent from where they are. Source: RFC 7578. */
    private static final class Form {
        private final String boundary = "kontor-" + UUID.randomUUID();
        private final List<BodyPublisher> parts = new ArrayList<>();

        void add(String name, String value) {
            parts.add(BodyPublishers.ofString("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name
                    + "\"\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\n" + value + "\r\n"));
        }

        void add(Path file, String name) throws IOException {
            var safe = name.replace("%", "%25")
                    .replace("\"", "%22")
                    .replace("\r", "%0D")
                    .replace("\n", "%0A");
            var encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
            parts.add(BodyPublishers.ofString("--" + boundary
                    + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                    + (safe.chars().allMatch(c -> c < 128) ? safe + "\"" : "file\"; filename*=UTF-8''" + encoded)
                    + "\r\nContent-Type: application/octet-stream\r\n\r\n"));
            parts.add(BodyPublishers.ofFile(file));
            parts.add(BodyPublishers.ofString("\r\n"));
        }

        BodyPublisher end() {
            parts.add(BodyPublishers.ofString("--" + boundary + "--\r\n"));
            return BodyPublishers.concat(parts.toArray(BodyPublisher[]::new));
        }
    }
}
