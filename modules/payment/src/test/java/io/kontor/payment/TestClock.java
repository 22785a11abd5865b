package io.kontor.payment;

import io.kontor.testkit.MovableClock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

@Configuration(proxyBeanMethods = false)
class TestClock {
    @Bean
    @Primary
    MovableClock movableClock() {
        return new MovableClock();
    }
}
