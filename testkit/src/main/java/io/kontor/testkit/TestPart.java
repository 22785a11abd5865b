package io.kontor.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.core.type.ClassMetadata;

/** Marks a component that only the tests of its own module add to the running modules; those of all others do not see it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Conditional(TestPart.InTestsOfItsModule.class)
public @interface TestPart {

    /** Whether the test class that runs belongs to the module whose package the component is in. */
    final class InTestsOfItsModule implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata component) {
            return component instanceof ClassMetadata about
                    && KontorExtension.testedPackage().equals(KontorExtension.modulePackage(about.getClassName()));
        }
    }
}
