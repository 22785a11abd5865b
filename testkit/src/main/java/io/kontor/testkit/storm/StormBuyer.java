package io.kontor.testkit.storm;

import io.kontor.testkit.AtOnce;
import io.kontor.testkit.TestShop;
import io.kontor.testkit.TestShop.Answer;
import io.kontor.testkit.storm.History.Act;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Somebody who browses, orders, pays, changes their mind and, when no answer comes, asks again with the same key. What
 * they do follows from the seed; what they try and hear stands in the history.
 */
public final class StormBuyer extends Person {
    /** Most pay at once; some decline or dither, and now and then the provider does what providers do. */
    private static final List<String> OUTCOMES = Stream.concat(
                    Collections.nCopies(18, "capture").stream(),
                    Stream.of(
                            "decline",
                            "decline",
                            "decline",
                            "pending",
                            "pending",
                            "pending",
                            "pending",
                            "pending",
                            "flaky",
                            "lost",
                            "broken",
                            "answer-twice",
                            "callback-early",
                            "callback-late",
                            "callback-twice"))
            .toList();

    private static final Map<String, String> ADDRESS = Map.of(
            "name", "Lena Wu",
            "phone", "13800138000",
            "country", "CN",
            "region", "上海市",
            "city", "上海市",
            "district", "徐汇区",
            "line1", "淮海中路 1 号",
            "postcode", "200030");

    private final Shelf shelf;
    private final Work work;

    /** @param work gets the numbers of orders that staff has something to do with */
    public StormBuyer(int no, long seed, TestShop shop, Shelf shelf, Work work, History history, BooleanSupplier over) {
        super(no, seed, shop, history, over);
        this.shelf = shelf;
        this.work = work;
    }

    @Override
    public void run() {
        while (!isOver()) {
            if (random.nextInt(4) == 0) {
                browse();
            } else {
                buy();
            }
        }
    }

    private void browse() {
        var path = shelf.paths().get(random.nextInt(shelf.paths().size()));
        if (exchange(Act.BROWSE, "", Map.of(), "GET", path, null).isEmpty()) {
            breathe();
        }
    }

    private void buy() {
        var wanted = wanted();
        var cartId = fillCart(wanted);
        if (cartId.isEmpty()) {
            breathe();
            return;
        }
        if (random.nextInt(3) == 0) {
            exchange(Act.QUOTE, cartId.get(), Map.of(), "POST", "/api/store/v1/carts/" + cartId.get() + "/quote", "{}");
        }
        var outcome = OUTCOMES.get(random.nextInt(OUTCOMES.size()));
        order(cartId.get(), wanted, outcome).ifPresent(order -> follow(order, outcome));
    }

    /** One sale of one unit, paid at once; answers whether it was acknowledged. */
    boolean buyOne(String sku) {
        var wanted = Map.of(sku, 1);
        return fillCart(wanted)
                .flatMap(cartId -> place(key(), cartId, wanted, "capture"))
                .filter(answer -> answer.status() == 201)
                .isPresent();
    }

    private Map<String, Integer> wanted() {
        var wanted = new TreeMap<String, Integer>();
        for (var line = random.nextInt(3); line >= 0; line--) {
            wanted.put(shelf.skus().get(random.nextInt(shelf.skus().size())), 1 + random.nextInt(3));
        }
        if (random.nextInt(5) == 0) {
            wanted.put(shelf.scarce(), 1);
        }
        return wanted;
    }

    /** The lines are added in any order, so that carts meet each other's goods crosswise. */
    private Optional<String> fillCart(Map<String, Integer> wanted) {
        var opened = exchange(Act.OPEN_CART, "", Map.of(), "POST", "/api/store/v1/carts", "{}")
                .filter(answer -> answer.status() == 201);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        var cartId = opened.get().json().path("id").asString();
        var skus = new ArrayList<>(wanted.keySet());
        Collections.shuffle(skus, random);
        for (var sku : skus) {
            var added = exchange(
                    Act.FILL_CART,
                    cartId,
                    Map.of(),
                    "POST",
                    "/api/store/v1/carts/" + cartId + "/lines",
                    Map.of("sku", sku, "quantity", wanted.getOrDefault(sku, 1)));
            // A line whose answer was lost may stand in the cart or not: such a cart is left behind.
            if (added.isEmpty() || added.get().status() != 200) {
                return Optional.empty();
            }
        }
        return Optional.of(cartId);
    }

    private Optional<Answer> order(String cartId, Map<String, Integer> wanted, String outcome) {
        var key = key();
        if (random.nextInt(10) == 0) {
            AtOnce.run(3, _ -> place(key, cartId, wanted, outcome));
        }
        var answer = untilAnswered(() -> place(key, cartId, wanted, outcome));
        if (random.nextInt(8) == 0) {
            place(key, cartId, wanted, outcome);
        }
        return answer.filter(it -> it.status() == 201);
    }

    private Optional<Answer> place(String key, String cartId, Map<String, Integer> wanted, String outcome) {
        return exchange(
                Act.ORDER,
                key,
                wanted,
                "POST",
                "/api/store/v1/orders",
                Map.of(
                        "cartId",
                        cartId,
                        "contact",
                        Map.of("email", "buyer" + no + "@example.com"),
                        "address",
                        ADDRESS,
                        "deliveryMethod",
                        "standard",
                        "payment",
                        Map.of("method", "sandbox", "outcome", outcome)),
                "Idempotency-Key",
                key);
    }

    private void follow(Answer placed, String outcome) {
        var order = placed.json();
        var number = order.path("number").asString();
        String[] bearer = {
            "Authorization", "Bearer " + order.path("accessToken").asString()
        };
        if (outcome.equals("pending") && random.nextInt(3) > 0) {
            decide(number, order.path("payment").path("nextAction").path("url").asString(""));
        }
        if (outcome.equals("decline") && random.nextBoolean()) {
            pay(number, bearer);
        }
        // Some change their minds while the parcel is being packed.
        if (random.nextInt(3) == 0 && order.path("status").asString().equals("paid")) {
            work.toShip().add(oneOf(order, number));
        }
        if (random.nextInt(6) == 0) {
            work.toChange().add(oneOf(order, number));
        }
        switch (random.nextInt(8)) {
            case 0 -> {
                var unwanted = oneOf(order, number);
                untilAnswered(() -> exchange(
                        Act.CANCEL,
                        unwanted,
                        Map.of(),
                        "POST",
                        "/api/store/v1/orders/" + unwanted + "/cancellation",
                        "{}",
                        bearer));
            }
            case 1, 2 -> exchange(Act.LOOK, number, Map.of(), "GET", "/api/store/v1/orders/" + number, null, bearer);
            default -> { // The buyer is content.
            }
        }
    }

    /** Of what was bought of several merchants each order goes its own way. */
    private String oneOf(JsonNode order, String number) {
        var all = order.path("group").path("orders");
        return all.isEmpty()
                ? number
                : all.path(random.nextInt(all.size())).path("number").asString();
    }

    private void pay(String number, String[] bearer) {
        var key = key();
        untilAnswered(() -> exchange(
                Act.PAY,
                number,
                Map.of(),
                "POST",
                "/api/store/v1/orders/" + number + "/payments",
                Map.of("method", "sandbox", "outcome", "capture"),
                bearer[0],
                bearer[1],
                "Idempotency-Key",
                key));
    }

    /** On the sandbox's own page, as its form would send it. */
    private void decide(String number, String page) {
        var form = "decision=" + (random.nextInt(4) == 0 ? "decline" : "capture");
        untilAnswered(() -> exchange(Act.DECIDE, number, Map.of(), "POST", page, new Form(form)));
    }
}
