package io.kontor.inventory.location;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.inventory.location.AllocationRule.Asked;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AllocationRuleTest {
    private static final List<Location> PLACES =
            List.of(place("north", "CN", "北京"), place("south", "CN", "广东"), place("abroad", "DE", "Hamburg"));

    @Test
    void nearestTakesFromTheRegionThenTheCountryThenElsewhere() {
        assertThat(new Nearest().order("TEA", asked("CN", "广东"))).containsExactly("south", "north", "abroad");
        assertThat(new Nearest().order("TEA", asked("DE", "Bayern"))).containsExactly("abroad", "north", "south");
        assertThat(new Nearest().order("TEA", asked(null, null))).containsExactly("north", "south", "abroad");
    }

    @Test
    void fullestTakesEachSkuFromWhereMostIsLeft() {
        assertThat(new Fullest().order("TEA", asked("CN", "北京"))).containsExactly("abroad", "south", "north");
        assertThat(new Fullest().order("CUP", asked("CN", "北京"))).containsExactly("north", "south", "abroad");
    }

    @Test
    void fewestParcelsTakesFromThePlaceThatHasMostOfTheOrder() {
        var both = new Asked(
                PLACES,
                Map.of("TEA", Map.of("north", 1, "south", 5, "abroad", 9), "CUP", Map.of("north", 9, "south", 4)),
                Map.of("TEA", 3, "CUP", 4),
                null,
                null);
        assertThat(new FewestParcels().order("TEA", both)).first().isEqualTo("south");
        assertThat(new FewestParcels().order("CUP", both)).first().isEqualTo("south");
    }

    private static Asked asked(String country, String region) {
        return new Asked(
                PLACES,
                Map.of("TEA", Map.of("north", 1, "south", 5, "abroad", 9), "CUP", Map.of("north", 9, "south", 4)),
                Map.of("TEA", 3, "CUP", 4),
                country,
                region);
    }

    private static Location place(String code, String country, String region) {
        return new Location(code, code, code, country, region, "", 100, true);
    }
}
