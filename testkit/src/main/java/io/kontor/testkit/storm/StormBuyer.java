package io.kontor.testkit.storm;

import io.kontor.kernel.Money;
import io.kontor.testkit.AtOnce;
import io.kontor.testkit.TestShop;
import io.kontor.testkit.TestShop.Answer;
import io.kontor.testkit.storm.History.Act;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Somebody who browses, orders, pays, changes their mind and, when no answer comes, asks again with the same key. What
 * they do follows from the seed; what they try and hear stands in the history.
 */
public final class StormBuyer implements Runnable {
    /** Stands in the history in place of a status, as every refusal's code does: an answer that only asks for patience. */
    static final String IN_PROGRESS = "in-progress";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Map<String, String> ADDRESS = Map.of(
            "name", "Lena Wu",
            "phone", "13800138000",
            "country", "CN",
            "region", "上海市",
            "city", "上海市",
            "district", "徐汇区",
            "line1", "淮海中路 1 号",
            "postcode", "200030");

    private final int no;
    private final Random random;
    private final TestShop shop;
    private final Shelf shelf;
    private final History history;
    private final BooleanSupplier over;

    public StormBuyer(int no, long seed, TestShop shop, Shelf shelf, History history, BooleanSupplier over) {
        this.no = no;
        this.random = new Random(seed * 31 + no);
        this.shop = shop;
        this.shelf = shelf;
        this.history = history;
        this.over = over;
    }

    @Override
    public void run() {
        while (!over.getAsBoolean()) {
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
        var outcome = List.of("capture", "capture", "capture", "capture", "capture", "decline", "pending", "pending")
                .get(random.nextInt(8));
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

    private String key() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
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
        switch (random.nextInt(8)) {
            case 0 ->
                untilAnswered(() -> exchange(
                        Act.CANCEL,
                        number,
                        Map.of(),
                        "POST",
                        "/api/store/v1/orders/" + number + "/cancellation",
                        "{}",
                        bearer));
            case 1, 2 -> exchange(Act.LOOK, number, Map.of(), "GET", "/api/store/v1/orders/" + number, null, bearer);
            default -> { // The buyer is content.
            }
        }
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

    private record Form(String fields) {}

    private interface Asking {
        Optional<Answer> ask();
    }

    /** Whoever hears nothing asks again, with the same words, until the storm is over; one in ten gives up. */
    private Optional<Answer> untilAnswered(Asking asking) {
        while (true) {
            var answer = asking.ask();
            if (answer.isPresent() && !isToBeRepeated(answer.get())) {
                return answer;
            }
            if (over.getAsBoolean() || random.nextInt(10) == 0) {
                return Optional.empty();
            }
            breathe();
        }
    }

    private void breathe() {
        LockSupport.parkNanos(Duration.ofMillis(50 + random.nextInt(300)).toNanos());
    }

    private static boolean isToBeRepeated(Answer answer) {
        return answer.status() >= 500 || answer.status() == 429 || isInProgress(answer);
    }

    private static boolean isInProgress(Answer answer) {
        return answer.status() == 409 && problem(answer).equals(IN_PROGRESS);
    }

    private static String problem(Answer answer) {
        return answer.header("Content-Type").startsWith("application/problem+json")
                ? answer.json().path("type").asString("").replace("/problems/", "")
                : "";
    }

    private Optional<Answer> exchange(
            Act act,
            String subject,
            Map<String, Integer> wanted,
            String method,
            String path,
            @Nullable Object body,
            String... headers) {
        var attempt = history.tried(no, act, subject, wanted);
        try {
            var answer = send(method, path, body, headers);
            var order = answer.status() < 300 && !answer.body().isEmpty() && act != Act.BROWSE ? answer.json() : null;
            history.answered(
                    attempt,
                    answer.status(),
                    number(order, act, subject),
                    answer.status() >= 400 ? problem(answer) : status(order, act),
                    total(order),
                    answer.header("Idempotency-Replayed").equals("true"));
            return Optional.of(answer);
        } catch (UncheckedIOException | JacksonException broken) {
            history.lost(attempt, String.valueOf(broken.getMessage()));
            return Optional.empty();
        }
    }

    private Answer send(String method, String path, @Nullable Object body, String... headers) {
        return shop.exchange(path, request -> {
            request.timeout(PATIENCE);
            switch (body) {
                case null -> request.method(method, BodyPublishers.noBody());
                case Form(var fields) ->
                    request.header("Content-Type", "application/x-www-form-urlencoded")
                            .method(method, BodyPublishers.ofString(fields));
                default ->
                    request.header("Content-Type", "application/json")
                            .method(
                                    method,
                                    BodyPublishers.ofString(
                                            body instanceof String text ? text : JSON.writeValueAsString(body)));
            }
            for (var i = 0; i < headers.length; i += 2) {
                request.header(headers[i], headers[i + 1]);
            }
        });
    }

    private static String number(@Nullable JsonNode order, Act act, String subject) {
        return act == Act.ORDER ? order == null ? "" : order.path("number").asString("") : subject;
    }

    private static String status(@Nullable JsonNode order, Act act) {
        return order == null
                ? ""
                : order.path(act == Act.PAY ? "orderStatus" : "status").asString("");
    }

    private static long total(@Nullable JsonNode order) {
        var total = order == null ? null : order.path("totals").path("total");
        return total == null || total.path("amount").isMissingNode()
                ? 0
                : Money.parse(
                                total.path("amount").asString(),
                                total.path("currency").asString())
                        .minor();
    }
}
