package io.kontor.fulfilment;

import io.kontor.testkit.KnownCallers;
import io.kontor.testkit.MovableClock;
import io.kontor.testkit.TestPart;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

@TestPart
@Configuration(proxyBeanMethods = false)
class TestParts {
    @Bean
    @Primary
    MovableClock movableClock() {
        return new MovableClock();
    }

    @Bean
    KnownCallers knownCallers() {
        return new KnownCallers();
    }
}
