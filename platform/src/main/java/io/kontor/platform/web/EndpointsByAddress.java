package io.kontor.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Finds an endpoint by the parts of its address. Spring tries the pattern of every endpoint of the house one after the
 * other, which was a tenth of the work for an order; here those that cannot be are left out before, and where one alone
 * can be it is asked. All else, refusals among it, goes Spring's way.
 */
class EndpointsByAddress extends RequestMappingHandlerMapping {
    /** The patterns of an endpoint split at their slashes; null stands for a part with a variable in it. */
    private record Candidate(
            RequestMappingInfo info,
            HandlerMethod handler,
            @Nullable String[] parts) {
        boolean canBe(String[] address) {
            for (var at = 0; at < parts.length; at++) {
                if (parts[at] != null && !parts[at].equals(address[at])) {
                    return false;
                }
            }
            return true;
        }
    }

    private record Index(Map<String, List<Candidate>> byMethodAndLength, List<String> beginningsOfWildOnes) {
        private static String key(String method, int length) {
            return method + length;
        }

        /** The only one that an address can mean, or null when that takes a closer look. */
        @Nullable
        Candidate only(String method, String address) {
            for (var beginning : beginningsOfWildOnes) {
                if (address.startsWith(beginning)) {
                    return null;
                }
            }
            var parts = address.split("/", -1);
            Candidate found = null;
            for (var candidate : byMethodAndLength.getOrDefault(key(method, parts.length), List.of())) {
                if (candidate.canBe(parts)) {
                    if (found != null) {
                        return null;
                    }
                    found = candidate;
                }
            }
            return found;
        }
    }

    private volatile @Nullable Index index;

    @Override
    protected void handlerMethodsInitialized(Map<RequestMappingInfo, HandlerMethod> handlers) {
        super.handlerMethodsInitialized(handlers);
        index = indexOf(handlers);
    }

    @Override
    protected @Nullable HandlerMethod lookupHandlerMethod(String address, HttpServletRequest request) throws Exception {
        var known = index;
        // An address may spell its letters in other ways, which only the patterns themselves understand.
        if (known != null && address.indexOf('%') < 0 && address.indexOf(';') < 0 && !address.contains("//")) {
            var only = known.only(request.getMethod(), address);
            if (only != null) {
                var match = getMatchingMapping(only.info(), request);
                if (match != null) {
                    request.setAttribute(BEST_MATCHING_HANDLER_ATTRIBUTE, only.handler());
                    handleMatch(match, address, request);
                    return only.handler();
                }
            }
        }
        return super.lookupHandlerMethod(address, request);
    }

    private static Index indexOf(Map<RequestMappingInfo, HandlerMethod> handlers) {
        var byMethodAndLength = new HashMap<String, List<Candidate>>();
        var wild = new ArrayList<String>();
        handlers.forEach((info, handler) -> {
            for (var pattern : info.getPatternValues()) {
                if (pattern.contains("*")
                        || info.getMethodsCondition().getMethods().isEmpty()) {
                    wild.add(pattern.split("[*{?]", 2)[0]);
                    continue;
                }
                var parts = pattern.split("/", -1);
                for (var at = 0; at < parts.length; at++) {
                    parts[at] = parts[at].contains("{") || parts[at].contains("?") ? null : parts[at];
                }
                for (var method : info.getMethodsCondition().getMethods()) {
                    byMethodAndLength
                            .computeIfAbsent(Index.key(method.name(), parts.length), _ -> new ArrayList<>())
                            .add(new Candidate(info, handler, parts));
                }
            }
        });
        return new Index(byMethodAndLength, wild);
    }
}
