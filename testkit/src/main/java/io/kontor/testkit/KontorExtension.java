package io.kontor.testkit;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Gives tests the running modules they name. */
final class KontorExtension implements ParameterResolver {
    private static final Map<Key, TestShop> SHOPS = new ConcurrentHashMap<>();

    private record Key(List<Class<?>> modules, List<String> settings, boolean demo) {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == TestShop.class || shop(context).context().getBeanNamesForType(type).length == 1;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == TestShop.class ? shop(context) : shop(context).context().getBean(type);
    }

    private static TestShop shop(ExtensionContext context) {
        var type = context.getRequiredTestClass();
        while (AnnotationSupport.findAnnotation(type, KontorTest.class).isEmpty() && type.getEnclosingClass() != null) {
            type = type.getEnclosingClass();
        }
        var wanted = AnnotationSupport.findAnnotation(type, KontorTest.class).orElseThrow();
        return SHOPS.computeIfAbsent(
                new Key(Arrays.asList(wanted.value()), Arrays.asList(wanted.settings()), wanted.demo()),
                key -> TestShop.start(key.modules(), key.settings(), key.demo()));
    }
}
