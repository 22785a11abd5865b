package io.kontor.platform.remote;

import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Problem;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.RemoteProblem;
import io.kontor.platform.access.CallerFilter;
import io.kontor.platform.module.KontorModule;
import io.kontor.platform.module.Selection;
import io.kontor.platform.start.KontorSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to modules that run in other processes: by the same interface that is called in-process, over HTTP. */
@Component
public class RemoteModules {
    private static final Duration CONNECT_MAX = Duration.ofSeconds(2);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(15);
    private static final Set<String> STANDARD = Set.of("type", "title", "status", "detail", "instance", "traceId");

    private final Selection selection;
    private final KontorSettings settings;
    private final JsonMapper json;
    private final Map<String, RestClient> clients = new ConcurrentHashMap<>();

    RemoteModules(Selection selection, KontorSettings settings, JsonMapper json) {
        this.selection = selection;
        this.settings = settings;
        this.json = json;
    }

    /** Offers the module's interface as a bean that calls the process at that address. */
    @SuppressWarnings("unchecked")
    public static void register(GenericApplicationContext context, KontorModule module, URI address) {
        if (module.api() instanceof Class<?> api) {
            context.registerBean(
                    (Class<Object>) api,
                    () -> context.getBean(RemoteModules.class).proxy(module.name(), api));
        }
    }

    private Object proxy(String module, Class<?> api) {
        return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client(module)))
                .build()
                .createClient(api);
    }

    /** A client for the process that runs the module. Its refusals arrive as refusals. */
    public RestClient client(String module) {
        return clients.computeIfAbsent(module, this::newClient);
    }

    private RestClient newClient(String module) {
        var address = selection
                .addressOf(module)
                .orElseThrow(() ->
                        CommonProblem.MODULE_UNREACHABLE.refusal("Nobody said where the module " + module + " runs."));
        var requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .connectTimeout(CONNECT_MAX)
                .version(HttpClient.Version.HTTP_1_1)
                .build());
        requests.setReadTimeout(ANSWER_MAX);
        var token = settings.internalToken();
        return RestClient.builder()
                .baseUrl(address.toString())
                .requestFactory(requests)
                .configureMessageConverters(converters ->
                        converters.registerDefaults().withJsonConverter(new JacksonJsonHttpMessageConverter(json)))
                .defaultHeaders(headers -> {
                    if (token != null) {
                        headers.set(CallerFilter.INTERNAL_HEADER, token);
                    }
                })
                .defaultStatusHandler(status -> status.isError(), (_, response) -> {
                    throw refusalOf(module, response);
                })
                .requestInterceptor((request, body, execution) -> {
                    try {
                        return execution.execute(request, body);
                    } catch (IOException unreachable) {
                        throw unreachable(module);
                    }
                })
                .build();
    }

    private static Refusal unreachable(String module) {
        return CommonProblem.MODULE_UNREACHABLE.refusal(
                "The module " + module + " does not answer. Try again in a moment.");
    }

    private Refusal refusalOf(String module, ClientHttpResponse response) throws IOException {
        var status = response.getStatusCode().value();
        var type = String.valueOf(response.getHeaders().getContentType());
        if (!type.startsWith("application/problem+json")) {
            return unreachable(module);
        }
        var document = json.readTree(response.getBody());
        if (status == CommonProblem.DEFECT.status()) {
            throw new IllegalStateException("A defect in " + module + ", trace "
                    + document.path("traceId").asString());
        }
        Problem problem = new RemoteProblem(
                document.path("type").asString().replace("/problems/", ""),
                status,
                document.path("title").asString());
        var refusal = problem.refusal(document.path("detail").asString());
        for (var member : document.properties()) {
            if (!STANDARD.contains(member.getKey())) {
                refusal.with(member.getKey(), plain(member.getValue()));
            }
        }
        return refusal;
    }

    private Object plain(JsonNode node) {
        return json.convertValue(node, Object.class);
    }
}
