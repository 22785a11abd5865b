package io.kontor.platform.health;

import io.kontor.kernel.Refusal;
import io.kontor.platform.module.KontorModule;
import io.kontor.platform.module.Selection;
import io.kontor.platform.remote.RemoteModules;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The health of each module at {@code /actuator/health/modules/<name>}: one that runs here is well when its schema
 * answers, one that runs elsewhere when its process does.
 */
@Configuration(proxyBeanMethods = false)
class ModuleHealth {
    @Bean
    CompositeHealthContributor modulesHealthContributor(Selection selection, JdbcClient db, RemoteModules remote) {
        Map<String, HealthIndicator> indicators = new LinkedHashMap<>();
        selection.local().forEach(module -> indicators.put(module.name(), () -> here(module, db)));
        selection.remote().keySet().forEach(module -> indicators.put(module.name(), () -> elsewhere(module, remote)));
        return CompositeHealthContributor.fromMap(indicators);
    }

    private static Health here(KontorModule module, JdbcClient db) {
        db.sql("SELECT count(*) FROM %s.subscription".formatted(module.name()))
                .query(Long.class)
                .single();
        return Health.up().build();
    }

    private static Health elsewhere(KontorModule module, RemoteModules remote) {
        try {
            remote.client(module.name())
                    .get()
                    .uri("/actuator/health/liveness")
                    .retrieve()
                    .toBodilessEntity();
            return Health.up().build();
        } catch (Refusal unreachable) {
            return Health.down().build();
        }
    }
}
