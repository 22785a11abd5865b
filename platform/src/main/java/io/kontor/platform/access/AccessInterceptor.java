package io.kontor.platform.access;

import io.kontor.kernel.Caller;
import io.kontor.kernel.CommonProblem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Lets a request through to an endpoint only if the endpoint's {@link Access} says so; one that says nothing is closed. */
@Component
public class AccessInterceptor implements HandlerInterceptor {
    private static final Map<Endpoint, Optional<Access>> RULES = new ConcurrentHashMap<>();

    private record Endpoint(Class<?> bean, Method method) {}

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && !describesTheApi(method)) {
            check(CallerFilter.of(request), ruleOf(method));
        }
        return true;
    }

    /** The description of the API, and which methods an address offers, are served by libraries and for everybody. */
    private static boolean describesTheApi(HandlerMethod method) {
        var bean = method.getBeanType();
        return bean.getPackageName().startsWith("org.springdoc.")
                || bean.getEnclosingClass() == RequestMappingInfoHandlerMapping.class;
    }

    /** The rule of an endpoint: the method's own, else its class's, else none. */
    public static @Nullable Access ruleOf(HandlerMethod method) {
        return RULES.computeIfAbsent(
                        new Endpoint(method.getBeanType(), method.getMethod()),
                        _ -> Optional.ofNullable(readRule(method)))
                .orElse(null);
    }

    private static @Nullable Access readRule(HandlerMethod method) {
        var own = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), Access.class);
        return own != null ? own : AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), Access.class);
    }

    private static void check(Caller caller, @Nullable Access rule) {
        if (rule == null) {
            throw CommonProblem.FORBIDDEN.refusal("This address is open to nobody.");
        }
        switch (rule.value()) {
            case GUEST -> {}
            case SHOPPER -> requireKind(caller, Caller.Kind.SHOPPER);
            case STAFF -> {
                requireKind(caller, Caller.Kind.STAFF);
                if (!rule.permission().isEmpty() && !caller.may(rule.permission())) {
                    throw CommonProblem.FORBIDDEN.refusal("Your roles do not include the permission "
                            + rule.permission() + ". Ask an administrator for it.");
                }
            }
            case SYSTEM -> {
                // To everybody else the house's inner addresses do not exist.
                if (caller.kind() != Caller.Kind.SYSTEM) {
                    throw CommonProblem.NOT_FOUND.refusal("There is nothing at this address.");
                }
            }
        }
    }

    private static void requireKind(Caller caller, Caller.Kind kind) {
        if (caller.kind() == Caller.Kind.GUEST) {
            throw CommonProblem.SIGN_IN_REQUIRED.refusal("Sign in and try again.");
        }
        if (caller.kind() != kind) {
            throw CommonProblem.FORBIDDEN.refusal(
                    "This address is for " + (kind == Caller.Kind.STAFF ? "staff" : "shoppers") + ".");
        }
    }
}
