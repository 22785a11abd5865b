package io.kontor.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs the named modules for real, in one process, on a port of their own and a database of their own. Test methods,
 * the constructor and {@code @BeforeEach} may take any bean of theirs as a parameter, and a {@link TestShop} to speak
 * HTTP with. Test classes that name the same modules and settings share one running shop, so a test makes data of its
 * own and assumes nothing about the rest.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(KontorExtension.class)
public @interface KontorTest {
    /** The modules' configuration classes, such as {@code TradeModule.class}. */
    Class<?>[] value();

    /** Settings, such as {@code kontor.trade.unpaid-max=1s}. */
    String[] settings() default {};

    /** Whether the demo shop is loaded. */
    boolean demo() default false;
}
