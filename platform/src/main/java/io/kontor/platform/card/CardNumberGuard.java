package io.kontor.platform.card;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Refuses whatever brings a card number into the shop, before any endpoint sees it: in texts of a JSON body, in
 * parameters and form fields, in the address and in an idempotency key. An endpoint that reads a raw body answers for
 * that itself.
 */
@Component
class CardNumberGuard implements HandlerInterceptor, WebMvcConfigurer {
    private final JsonMapper json;

    CardNumberGuard(JsonMapper json) {
        this.json = json;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (CardNumbers.isIn(request.getServletPath()) || CardNumbers.isIn(request.getHeader("Idempotency-Key"))) {
            throw CardNumberFound.refusal();
        }
        if (mayHaveParameters(request, handler)) {
            request.getParameterMap().forEach((name, values) -> {
                if (CardNumbers.isIn(name) || Arrays.stream(values).anyMatch(CardNumbers::isIn)) {
                    throw CardNumberFound.refusal().with("field", CardNumbers.mask(name));
                }
            });
        }
        return true;
    }

    /** The fields of a form are read from its body, which must be left to an endpoint that wants it raw. */
    private static boolean mayHaveParameters(HttpServletRequest request, Object handler) {
        if (request.getQueryString() != null) {
            return true;
        }
        var type = request.getContentType();
        var isForm = type != null
                && (type.startsWith("application/x-www-form-urlencoded") || type.startsWith("multipart/form-data"));
        return isForm
                && handler instanceof HandlerMethod method
                && Arrays.stream(method.getMethodParameters())
                        .noneMatch(parameter -> parameter.hasParameterAnnotation(RequestBody.class));
    }

    /** Bodies are read by a mapper of their own, so that what the shop reads from its database is not looked at again. */
    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
        var module = new SimpleModule("card-numbers").addDeserializer(String.class, new CardlessText());
        var careful = json.rebuild().addModule(module).build();
        builder.withJsonConverter(new JacksonJsonHttpMessageConverter(careful));
    }

    private static final class CardlessText extends StringDeserializer {
        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws JacksonException {
            var text = super.deserialize(parser, context);
            if (CardNumbers.isIn(text)) {
                throw new CardNumberFound(parser);
            }
            return text;
        }
    }
}
