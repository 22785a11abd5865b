package io.kontor.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.testkit.KontorTest;
import io.kontor.testkit.Members;
import io.kontor.testkit.TestShop;
import java.util.Map;
import org.junit.jupiter.api.Test;

@KontorTest(value = IdentityModule.class, settings = "kontor.identity.sign-ups-per-address=3")
class SignUpsPerAddressTest {
    @Test
    void manySignUpsFromOneAddressHaveToWait(TestShop shop) {
        for (var i = 0; i < 3; i++) {
            Members.shopper(shop);
        }

        var refused = shop.post(
                "/api/store/v1/accounts",
                Map.of("name", "Lena", "email", ShopperSessionTest.newEmail(), "password", Members.PASSWORD));

        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 900);
    }
}
