package io.kontor.inventory.location;

import io.kontor.inventory.InventorySettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The rules that the shop can choose from. */
@Configuration(proxyBeanMethods = false)
class Allocation {
    @Bean
    AllocationRule allocationRule(InventorySettings settings) {
        return switch (settings.allocation()) {
            case FEWEST_PARCELS -> new FewestParcels();
            case NEAREST -> new Nearest();
            case FULLEST -> new Fullest();
        };
    }
}
