package io.kontor.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.inventory.Inventory.Count;
import io.kontor.inventory.Inventory.Line;
import io.kontor.inventory.Inventory.ReserveStock;
import io.kontor.inventory.Inventory.ReturnedLine;
import io.kontor.inventory.Inventory.ShipStock;
import io.kontor.inventory.Inventory.TakeBack;
import io.kontor.kernel.Refusal;
import io.kontor.testkit.AtOnce;
import io.kontor.testkit.KontorTest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@KontorTest(InventoryModule.class)
class TakeBackTest {
    private final Inventory inventory;
    private final JdbcClient db;
    private final String teapot = "TEAPOT-" + UUID.randomUUID();
    private final UUID returnId = UUID.randomUUID();

    TakeBackTest(Inventory inventory, JdbcClient db) {
        this.inventory = inventory;
        this.db = db;
    }

    @BeforeEach
    void sellFive() {
        var order = UUID.randomUUID();
        inventory.count(List.of(new Count(teapot, 8, "stocktaking")));
        inventory.reserve(new ReserveStock(order, List.of(new Line(teapot, 5)), Duration.ofMinutes(15)));
        inventory.commit(List.of(order));
        inventory.ship(new ShipStock(UUID.randomUUID(), order, List.of(new Line(teapot, 5))));
    }

    @Test
    void whatIsGoodCanBeSoldAgainAndWhatIsDamagedIsWrittenOff() {
        inventory.takeBack(new TakeBack(returnId, List.of(new ReturnedLine(teapot, 2, 1))));
        assertThat(available()).isEqualTo(5);
        assertThat(movements()).containsExactly("return 3", "write-off -1");
        Books.assertBalanced(db);
    }

    @Test
    void theSameReturnIsTakenInOnceHoweverOftenItIsSent() {
        AtOnce.run(20, _ -> {
            inventory.takeBack(new TakeBack(returnId, List.of(new ReturnedLine(teapot, 1, 1))));
            return true;
        });
        assertThat(available()).isEqualTo(4);
        assertThat(movements()).containsExactly("return 2", "write-off -1");
        assertThatThrownBy(() -> inventory.takeBack(new TakeBack(returnId, List.of(new ReturnedLine(teapot, 2, 0)))))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.problem().code()).isEqualTo("return-differs"));
        Books.assertBalanced(db);
    }

    @Test
    void goodsThatWereNeverCountedHereComeInToo() {
        var cup = "CUP-" + UUID.randomUUID();
        inventory.takeBack(new TakeBack(returnId, List.of(new ReturnedLine(cup, 1, 0))));
        assertThat(inventory.available(List.of(cup)).getFirst().available()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-1, 2", "2, -1", "2147483647, 2147483647", "1000000, 0"})
    void refusesQuantitiesOutOfRange(int good, int damaged) {
        assertThatThrownBy(() ->
                        inventory.takeBack(new TakeBack(returnId, List.of(new ReturnedLine(teapot, good, damaged)))))
                .isInstanceOf(Refusal.class);
        assertThat(movements()).isEmpty();
    }

    @Test
    void refusesASkuTwiceAndNothingAtAll() {
        var line = new ReturnedLine(teapot, 1, 0);
        assertThatThrownBy(() -> inventory.takeBack(new TakeBack(returnId, List.of(line, line))))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> inventory.takeBack(new TakeBack(returnId, List.of())))
                .isInstanceOf(Refusal.class);
    }

    private int available() {
        return inventory.available(List.of(teapot)).getFirst().available();
    }

    private List<String> movements() {
        return db.sql(
                        "SELECT cause || ' ' || on_hand_change FROM inventory.movement WHERE document_id = :id ORDER BY movement_id")
                .param("id", returnId.toString())
                .query(String.class)
                .list();
    }
}
