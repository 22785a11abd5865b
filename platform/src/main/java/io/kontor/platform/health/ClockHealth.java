package io.kontor.platform.health;

import io.kontor.platform.database.ClockDifference;
import java.time.Clock;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** At {@code /actuator/health/clock}: whether this machine's clock still agrees with the database's. */
@Configuration(proxyBeanMethods = false)
class ClockHealth {
    @Bean
    HealthIndicator clockHealthIndicator(JdbcClient db, Clock clock) {
        return () -> ClockDifference.isTooLarge(ClockDifference.of(db, clock))
                ? Health.down().build()
                : Health.up().build();
    }
}
