package io.kontor.fulfilment;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How parcels are followed.
 *
 * @param carrierKeys by a carrier's code, the key that its reports on parcels are signed with; a carrier without one is not listened to
 */
@ConfigurationProperties("kontor.fulfilment")
public record FulfilmentSettings(@DefaultValue Map<String, String> carrierKeys) {
    /** The keys stay untold. */
    @Override
    public String toString() {
        return "FulfilmentSettings[carrierKeys of " + carrierKeys.keySet() + "]";
    }
}
