package io.kontor.testkit;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Gives tests the running modules they name. */
final class KontorExtension implements ParameterResolver, BeforeAllCallback, AfterAllCallback {
    private static final int SHOPS_MAX = 6;
    private static final Map<Key, TestShop> SHOPS = new Shops();
    private static volatile String testedPackage = "";

    private record Key(String testedPackage, List<Class<?>> modules, List<String> settings, boolean demo) {}

    /** The shop that nobody asked for the longest gives way: many at once would want too many connections. */
    private static final class Shops extends LinkedHashMap<Key, TestShop> {
        private static final long serialVersionUID = 1;

        private Shops() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, TestShop> eldest) {
            if (size() <= SHOPS_MAX) {
                return false;
            }
            eldest.getValue().stop();
            return true;
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        testedPackage = modulePackage(context.getRequiredTestClass().getName());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        testedPackage = "";
    }

    /** The package of the module whose test runs, or nothing. */
    static String testedPackage() {
        return testedPackage;
    }

    /** {@code io.kontor.trade} of everything below that. */
    static String modulePackage(String className) {
        var end = className.indexOf('.', "io.kontor.".length());
        return className.substring(0, end < 0 ? className.length() : end);
    }

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
        var key =
                new Key(testedPackage, Arrays.asList(wanted.value()), Arrays.asList(wanted.settings()), wanted.demo());
        synchronized (SHOPS) {
            var running = SHOPS.get(key);
            if (running == null) {
                running = TestShop.start(key.modules(), key.settings(), key.demo());
                SHOPS.put(key, running);
            }
            return running;
        }
    }
}
