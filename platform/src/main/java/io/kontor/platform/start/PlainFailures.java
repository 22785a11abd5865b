package io.kontor.platform.start;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanCreationNotAllowedException;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Tells a failed start in one plain sentence instead of a stack trace, where the cause is one that people can mend. */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class PlainFailures implements SpringBootExceptionReporter {

    @Override
    public boolean reportException(Throwable failure) {
        var sentence = sentenceFor(failure);
        if (sentence != null) {
            System.err.println("Kontor did not start: " + sentence);
        }
        return sentence != null;
    }

    static @Nullable String sentenceFor(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case StartFailure plain -> {
                    return plain.getMessage();
                }
                case BeanCreationNotAllowedException stopped -> {
                    return "it was asked to stop.";
                }
                case PortInUseException taken -> {
                    return "port " + taken.getPort() + " is taken. Stop what uses it, or choose another with --port.";
                }
                case InvalidConfigurationPropertyValueException wrong -> {
                    return "the setting " + wrong.getName() + " is not valid: " + wrong.getReason() + ".";
                }
                case BindException unreadable -> {
                    return KnownSettings.unreadable(unreadable).getMessage();
                }
                default -> {}
            }
        }
        return null;
    }
}
