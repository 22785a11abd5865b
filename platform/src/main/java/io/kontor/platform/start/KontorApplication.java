package io.kontor.platform.start;

import io.kontor.platform.PlatformConfiguration;
import io.kontor.platform.database.EmbeddedPostgres;
import io.kontor.platform.module.KontorModule;
import io.kontor.platform.module.Selection;
import io.kontor.platform.remote.RemoteModules;
import io.kontor.platform.web.TrustedProxies;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigRegistry;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.support.GenericApplicationContext;

/** Puts the selected modules of a house into one Spring context and starts it. */
public final class KontorApplication {
    private KontorApplication() {}

    public static SpringApplication of(List<KontorModule> house) {
        var application = new SpringApplication(PlatformConfiguration.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setBeanNameGenerator(FullyQualifiedAnnotationBeanNameGenerator.INSTANCE);
        application.addInitializers(new ModuleInitializer(house));
        return application;
    }

    /** Registers the selected modules' configurations, and a proxy for each module that is needed but runs elsewhere. */
    private record ModuleInitializer(List<KontorModule> house)
            implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            var environment = context.getEnvironment();
            KnownSettings.check(environment);
            var addresses = Binder.get(environment)
                    .bind("kontor.remote", Bindable.mapOf(String.class, URI.class))
                    .orElse(Map.of());
            addresses.forEach((module, address) -> {
                if (address.getHost() == null) {
                    throw new StartFailure("the setting kontor.remote." + module
                            + " is no address. Write it as http://127.0.0.1:8081.");
                }
            });
            var selection = Selection.of(house, environment.getProperty("kontor.modules", "all"), addresses);
            PortCheck.refuseUnusable(environment);
            var proxies = TrustedProxies.of(Binder.get(environment)
                    .bind("kontor.trusted-proxies", Bindable.listOf(String.class))
                    .orElse(List.of()));
            if (EmbeddedPostgres.isYetToBeMade(environment)) {
                selection.refuseFirstStart(environment);
            }
            // The database is the slowest part of a start, so it comes up while the context is being built.
            EmbeddedPostgres.startInBackground(environment);
            var beans = (GenericApplicationContext) context;
            beans.registerBean(Selection.class, () -> selection);
            beans.registerBean(TrustedProxies.class, () -> proxies);
            selection.local().forEach(module -> ((AnnotationConfigRegistry) context).register(module.configuration()));
            selection.remote().forEach((module, address) -> RemoteModules.register(beans, module, address));
        }
    }
}
