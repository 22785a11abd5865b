package io.kontor.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.testkit.KontorTest;
import io.kontor.testkit.TestShop;
import org.junit.jupiter.api.Test;

@KontorTest(InventoryModule.class)
class StartTest {
    @Test
    void answersWhetherItIsWell(TestShop shop) {
        assertThat(shop.get("/actuator/health").json().path("status").asString()).isEqualTo("UP");
    }
}
