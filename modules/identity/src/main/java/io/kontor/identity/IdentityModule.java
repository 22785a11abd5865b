package io.kontor.identity;

import io.kontor.identity.password.PasswordPolicy;
import io.kontor.identity.staff.AppointFirstAdministrator;
import io.kontor.platform.start.StartFailure;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.core.env.Environment;

/** Everything of this module that runs in a process which selected it. */
@Configuration(proxyBeanMethods = false)
@ComponentScan(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@ConfigurationPropertiesScan
public class IdentityModule {

    /** @throws StartFailure when the first administrator would be given a password that {@link PasswordPolicy} refuses */
    public static void refuseWeakPassword(Environment settings) {
        AppointFirstAdministrator.requireStrong(settings.getProperty("kontor.admin-password"));
    }
}
