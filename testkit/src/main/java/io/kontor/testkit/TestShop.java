package io.kontor.testkit;

import io.kontor.platform.module.KontorModule;
import io.kontor.platform.start.KontorApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running shop, and a client that speaks HTTP to it. */
public final class TestShop {
    /** The word by which the processes of a test's shop know each other. */
    public static final String INTERNAL_TOKEN = "processes-of-one-test-shop";

    private static final Map<List<Class<?>>, String> TEMPLATES = new ConcurrentHashMap<>();
    private static final JsonMapper JSON = JsonMapper.shared();
    private final @Nullable ConfigurableApplicationContext context;
    private final URI address;
    private final String databaseUrl;
    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    private TestShop(ConfigurableApplicationContext context, String databaseUrl) {
        this.context = context;
        this.databaseUrl = databaseUrl;
        var server = ((WebServerApplicationContext) context).getWebServer();
        this.address = URI.create("http://127.0.0.1:" + (server == null ? 0 : server.getPort()));
    }

    private TestShop(URI address) {
        this.context = null;
        this.databaseUrl = "";
        this.address = address;
    }

    /** Speaks to a shop that runs in another process; it has no beans to give. */
    public static TestShop at(URI address) {
        return new TestShop(address);
    }

    /** Starts modules in this process, on a new database. */
    public static TestShop start(List<Class<?>> modules, List<String> settings, boolean demo) {
        var house = modules.stream()
                .map(module -> KontorModule.of(KontorModule.nameOf(module), module, null))
                .toList();
        var database = database(house);
        var all = new ArrayList<>(settings);
        all.add("kontor.demo=" + demo);
        return run(house, database, all);
    }

    /** A JDBC address of a new database with the migrated schemas of these modules and nothing in them. */
    public static String database(List<KontorModule> house) {
        var modules = house.stream().<Class<?>>map(KontorModule::configuration).toList();
        return TestDatabase.cloneOf(TEMPLATES.computeIfAbsent(modules, _ -> {
            var template = TestDatabase.create();
            io.kontor.platform.database.SchemaPreparation.prepare(template, house);
            return template;
        }));
    }

    /** Starts modules in this process on a database that exists. */
    public static TestShop run(List<KontorModule> house, String databaseUrl, List<String> settings) {
        try {
            var data = TestDatabase.folder("kontor-test-data-");
            var arguments = new ArrayList<String>();
            settings.forEach(setting -> arguments.add("--" + setting));
            arguments.addAll(List.of(
                    "--kontor.port=0",
                    "--kontor.data=" + data,
                    "--kontor.db.url=" + databaseUrl,
                    "--kontor.db.connections-max=8",
                    "--kontor.internal-token=" + INTERNAL_TOKEN,
                    "--kontor.admin-password=open-the-doors-2026",
                    "--spring.main.register-shutdown-hook=false"));
            return new TestShop(KontorApplication.of(house).run(arguments.toArray(String[]::new)), databaseUrl);
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    public ConfigurableApplicationContext context() {
        if (context == null) {
            throw new IllegalStateException("The shop runs in another process");
        }
        return context;
    }

    public <T> T bean(Class<T> type) {
        return context().getBean(type);
    }

    public URI address() {
        return address;
    }

    public String databaseUrl() {
        return databaseUrl;
    }

    public void stop() {
        context().close();
    }

    /** An answer: status, body, and the body as JSON where it is that. */
    public record Answer(int status, String body, HttpResponse<String> response) {
        public JsonNode json() {
            return JSON.readTree(body);
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** The value of a cookie that the answer sets, or empty. */
        public String cookie(String name) {
            return response.headers().allValues("Set-Cookie").stream()
                    .filter(cookie -> cookie.startsWith(name + "="))
                    .map(cookie -> cookie.substring(name.length() + 1).split(";", 2)[0])
                    .findFirst()
                    .orElse("");
        }
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    public Answer post(String path, @Nullable Object body, String... headers) {
        return send("POST", path, body, headers);
    }

    /** @param body a String is sent as it stands, anything else as JSON; headers: names and values in turn */
    public Answer send(String method, String path, @Nullable Object body, String... headers) {
        var json = body == null ? null : body instanceof String text ? text : JSON.writeValueAsString(body);
        return exchange(path, request -> {
            request.method(
                    method,
                    json == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json));
            if (json != null) {
                request.setHeader("Content-Type", "application/json");
            }
            for (var i = 0; i < headers.length; i += 2) {
                request.setHeader(headers[i], headers[i + 1]);
            }
        });
    }

    public Answer exchange(String path, Consumer<HttpRequest.Builder> how) {
        var request = HttpRequest.newBuilder(address.resolve(path));
        how.accept(request);
        try {
            var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }
}
