package io.kontor.testkit.storm;

import io.kontor.kernel.Money;
import io.kontor.testkit.TestShop;
import io.kontor.testkit.TestShop.Answer;
import io.kontor.testkit.storm.History.Act;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
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

/** Speaks to the shop, asks again with the same words when nothing comes back, and writes both down. */
abstract class Person implements Runnable {
    /** Stands in the history in place of a status, as every refusal's code does: an answer that only asks for patience. */
    static final String IN_PROGRESS = "in-progress";

    /** The same of a change that the buyer has to pay for: what it added may be taken back. */
    static final String DUE = "due";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final int no;
    final Random random;
    private final TestShop shop;
    private final History history;
    private final BooleanSupplier over;

    Person(int no, long seed, TestShop shop, History history, BooleanSupplier over) {
        this.no = no;
        this.random = new Random(seed * 31 + no);
        this.shop = shop;
        this.history = history;
        this.over = over;
    }

    boolean isOver() {
        return over.getAsBoolean();
    }

    String key() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    record Form(String fields) {}

    interface Asking {
        Optional<Answer> ask();
    }

    /** Whoever hears nothing asks again, with the same words, until the storm is over; one in ten gives up. */
    Optional<Answer> untilAnswered(Asking asking) {
        while (true) {
            var answer = asking.ask();
            if (answer.isPresent() && !isToBeRepeated(answer.get())) {
                return answer;
            }
            if (isOver() || random.nextInt(10) == 0) {
                return Optional.empty();
            }
            breathe();
        }
    }

    void breathe() {
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

    Optional<Answer> exchange(
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
                    answer.header("Idempotency-Replayed").equals("true"),
                    sisters(order));
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
        if (order != null && act == Act.CHANGE) {
            return order.path("due").path("amount").asDouble(0) > 0 ? DUE : "";
        }
        return order == null
                ? ""
                : order.path(act == Act.PAY || act == Act.SHIP ? "orderStatus" : "status")
                        .asString("");
    }

    /** Of orders that are paid together: of all of them. */
    private static long total(@Nullable JsonNode order) {
        var total = order == null
                ? null
                : order.has("group")
                        ? order.path("group").path("total")
                        : order.path("totals").path("total");
        return total == null || total.path("amount").isMissingNode() ? 0 : minor(total);
    }

    private static Map<String, Long> sisters(@Nullable JsonNode order) {
        var sisters = new TreeMap<String, Long>();
        if (order != null) {
            order.path("group")
                    .path("orders")
                    .forEach(one -> sisters.put(one.path("number").asString(), minor(one.path("total"))));
        }
        return sisters;
    }

    private static long minor(JsonNode money) {
        return Money.parse(
                        money.path("amount").asString(), money.path("currency").asString())
                .minor();
    }
}
