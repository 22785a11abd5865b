package io.kontor.identity.staff;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Everything a member of staff may be allowed. Endpoints name them by code. */
enum Permission {
    CATALOG_READ("catalog.read"),
    CATALOG_WRITE("catalog.write"),
    /** Decides what shoppers see of it. */
    CATALOG_PUBLISH("catalog.publish"),
    INVENTORY_READ("inventory.read"),
    INVENTORY_WRITE("inventory.write"),
    SEARCH_READ("search.read"),
    SEARCH_WRITE("search.write"),
    ORDERS_READ("orders.read"),
    ORDERS_WRITE("orders.write"),
    ORDERS_PRICES("orders.prices"),
    ORDERS_PLACE("orders.place"),
    PAYMENTS_READ("payments.read"),
    PAYMENTS_WRITE("payments.write"),
    RETURNS_READ("returns.read"),
    /** Answers requests of buyers, asks for them, says how long goods may be returned. */
    RETURNS_WRITE("returns.write"),
    /** Unpacks what buyers send back and packs what they get. */
    RETURNS_RECEIVE("returns.receive"),
    /** Decides that money goes back. */
    RETURNS_REFUND("returns.refund"),
    STAFF_READ("staff.read"),
    STAFF_WRITE("staff.write"),
    OPERATIONS_READ("operations.read"),
    OPERATIONS_WRITE("operations.write");

    /** What only administrators have: everything, also what is added later. */
    static final String EVERYTHING = "*";

    private final String code;

    Permission(String code) {
        this.code = code;
    }

    static List<String> codes() {
        return Arrays.stream(values()).map(permission -> permission.code).toList();
    }

    /** What is held, for a client that compares codes: everything is spelled out. */
    static List<String> spelledOut(Set<String> held) {
        return held.contains(EVERYTHING)
                ? Stream.concat(codes().stream(), Stream.of(EVERYTHING)).toList()
                : held.stream().sorted().toList();
    }
}
