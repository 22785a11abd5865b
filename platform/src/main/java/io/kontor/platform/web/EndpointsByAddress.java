package io.kontor.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Finds an endpoint whose address has variables in it. Spring tries the pattern of every endpoint of the house; here
 * only those are tried that begin as the address does, which is most of the cost of finding one.
 */
class EndpointsByAddress extends RequestMappingHandlerMapping {
    private final Map<RequestMappingInfo, String> beginnings = new ConcurrentHashMap<>();

    @Override
    protected @Nullable RequestMappingInfo getMatchingMapping(RequestMappingInfo info, HttpServletRequest request) {
        var address = request.getRequestURI();
        var begins = address.startsWith(beginnings.computeIfAbsent(info, EndpointsByAddress::beginning));
        // An address may spell its letters in other ways, which only the pattern itself understands.
        return begins || address.indexOf('%') >= 0 || address.indexOf(';') >= 0 || address.contains("//")
                ? super.getMatchingMapping(info, request)
                : null;
    }

    /** What every address has that one of the patterns matches: all up to the first variable. */
    private static String beginning(RequestMappingInfo info) {
        Set<String> patterns = info.getPatternValues();
        if (patterns.size() != 1) {
            return "";
        }
        var pattern = patterns.iterator().next();
        var end = 0;
        while (end < pattern.length() && "{*?".indexOf(pattern.charAt(end)) < 0) {
            end++;
        }
        return pattern.substring(0, end);
    }
}
