package io.kontor.platform.web;

import io.kontor.platform.access.AccessInterceptor;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Stops the start when one of our endpoints does not say who may call it. */
@Component
class EndpointsAreGuarded implements SmartInitializingSingleton {
    private final RequestMappingHandlerMapping endpoints;

    EndpointsAreGuarded(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping endpoints) {
        this.endpoints = endpoints;
    }

    @Override
    public void afterSingletonsInstantiated() {
        endpoints.getHandlerMethods().values().stream()
                .filter(method -> method.getBeanType().getName().startsWith("io.kontor."))
                .filter(method -> AccessInterceptor.ruleOf(method) == null)
                .findFirst()
                .ifPresent(open -> {
                    throw new IllegalStateException(open + " does not say who may call it: give it @Access");
                });
    }
}
