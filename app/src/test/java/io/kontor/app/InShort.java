package io.kontor.app;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Of a long test's rows only one is for every run: another width and language of the same journey seldom finds more, and
 * costs as much again. {@code ./kontor check} takes them all.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@ExtendWith(InShort.Condition.class)
@interface InShort {
    /** Which row, counted from 1. */
    int row();

    final class Condition implements ExecutionCondition {
        private static final boolean ALL = Boolean.getBoolean("test.all");

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            var row =
                    context.getRequiredTestMethod().getAnnotation(InShort.class).row();
            var id = context.getUniqueId();
            var isRow = id.contains("[test-template-invocation:");
            return ALL || !isRow || id.endsWith("[test-template-invocation:#" + row + "]")
                    ? ConditionEvaluationResult.enabled("in every run")
                    : ConditionEvaluationResult.disabled("./kontor check takes this row, too");
        }
    }
}
