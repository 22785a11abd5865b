package io.kontor.testkit.storm;

import io.kontor.testkit.TestShop;
import io.kontor.testkit.storm.History.Act;
import java.util.Map;
import java.util.Queue;
import java.util.function.BooleanSupplier;

/** Somebody in the warehouse who ships what is paid, and when no answer comes, ships it again with the same key. */
public final class StormStaff extends Person {
    private final String session;
    private final Queue<String> toShip;

    /** @param session the value of a Cookie header */
    public StormStaff(
            int no,
            long seed,
            TestShop shop,
            String session,
            Queue<String> toShip,
            History history,
            BooleanSupplier over) {
        super(no, seed, shop, history, over);
        this.session = session;
        this.toShip = toShip;
    }

    @Override
    public void run() {
        while (!isOver()) {
            var number = toShip.poll();
            if (number == null) {
                breathe();
            } else {
                ship(number);
            }
        }
    }

    private void ship(String number) {
        var key = key();
        untilAnswered(() -> exchange(
                Act.SHIP,
                number,
                Map.of(),
                "POST",
                "/api/admin/v1/orders/" + number + "/shipments",
                Map.of("carrier", "SF Express", "trackingNumber", "SF" + no + key.substring(0, 8)),
                "Cookie",
                session,
                "Idempotency-Key",
                key));
    }
}
