package io.kontor.testkit.storm;

import io.kontor.testkit.storm.Books.Order;
import io.kontor.testkit.storm.History.Act;
import io.kontor.testkit.storm.History.Answer;
import io.kontor.testkit.storm.History.Step;
import io.kontor.testkit.storm.History.Try;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Holds what the buyers wrote down against what stands in the books. */
public final class Check {
    private final List<Step> steps;
    private final Map<String, List<Order>> orders;
    private final Map<String, List<Order>> groups;
    private final Map<String, List<Step>> changes;
    private final Map<String, String> numbersByKey;
    private final List<Violation> found = new ArrayList<>();

    private Check(List<Step> steps, Books books) throws SQLException {
        this.steps = steps;
        this.orders = books.orders();
        this.changes = steps.stream()
                .filter(step -> step.tried().act() == Act.CHANGE && !wasRefused(step))
                .collect(Collectors.groupingBy(step -> step.tried().subject()));
        this.groups = orders.values().stream().flatMap(List::stream).collect(Collectors.groupingBy(Order::groupId));
        this.numbersByKey = books.numbersByKey();
    }

    /** Everything that is wrong with a shop at rest; empty when it is sound. */
    public static List<Violation> check(History history, Connection db) throws SQLException {
        var books = new Books(db);
        var check = new Check(history.steps(), books);
        check.acknowledgedOrders();
        check.changedOrders();
        check.oneNumberPerKey();
        check.standings();
        check.defects();
        check.found.addAll(books.violations());
        return check.found;
    }

    private void acknowledgedOrders() {
        for (var step : steps) {
            if (step.tried().act() == Act.ORDER && step.answered(201)) {
                acknowledged(step.tried(), answerOf(step));
            }
            if (step.tried().act() == Act.LOOK && step.answered(404)) {
                found(Invariant.ACKNOWLEDGED, "order " + step.tried().subject() + " was acknowledged and then unknown");
            }
        }
    }

    private void acknowledged(Try tried, Answer answer) {
        var kept = orders.getOrDefault(answer.number(), List.of());
        if (kept.size() != 1) {
            found(
                    Invariant.ACKNOWLEDGED,
                    "order %s of key %s was acknowledged and is there %d times"
                            .formatted(answer.number(), tried.subject(), kept.size()));
            return;
        }
        var group = Objects.requireNonNull(groups.get(kept.getFirst().groupId()));
        unchangedSisters(group, answer);
        if (group.stream().anyMatch(order -> changes.containsKey(order.number()))) {
            return;
        }
        var total = group.stream().mapToLong(Order::total).sum();
        if (total != answer.totalMinor()) {
            found(
                    Invariant.ACKNOWLEDGED,
                    "order %s was acknowledged with a total of %d and has %d"
                            .formatted(answer.number(), answer.totalMinor(), total));
        }
        var lines = new TreeMap<String, Integer>();
        group.forEach(order -> order.lines().forEach((sku, quantity) -> lines.merge(sku, quantity, Integer::sum)));
        if (!lines.equals(tried.wanted())) {
            found(
                    Invariant.ACKNOWLEDGED,
                    "order %s was acknowledged for %s and has %s".formatted(answer.number(), tried.wanted(), lines));
        }
    }

    /** Each costs what the buyer was told of it, whatever became of the others. */
    private void unchangedSisters(List<Order> group, Answer answer) {
        group.stream()
                .filter(order -> !changes.containsKey(order.number()))
                .filter(order -> !answer.sisters().isEmpty())
                .filter(order -> answer.sisters().getOrDefault(order.number(), -1L) != order.total())
                .forEach(order -> found(
                        Invariant.ACKNOWLEDGED,
                        "order %s was acknowledged with %s and has %d"
                                .formatted(order.number(), answer.sisters(), order.total())));
    }

    /** Where staff changed an order, what was acknowledged last stands, or what was tried after it; an addition may be taken back. */
    private void changedOrders() {
        changes.forEach((number, its) -> {
            var last = its.stream().filter(step -> step.answered(200)).reduce((_, later) -> later);
            var kept = orders.getOrDefault(number, List.of());
            if (last.isEmpty() || kept.size() != 1) {
                return;
            }
            var answer = answerOf(last.get());
            var order = kept.getFirst();
            var isAsTold = order.total() == answer.totalMinor()
                    && order.lines().equals(last.get().tried().wanted());
            var mayBeAnother = answer.orderStatus().equals(Person.DUE)
                    || its.stream()
                            .filter(step ->
                                    step.tried().no() > last.get().tried().no())
                            .anyMatch(step -> !step.answered(200) && !wasRefused(step));
            if (!isAsTold && !mayBeAnother) {
                found(
                        Invariant.ACKNOWLEDGED,
                        "order %s was changed to %s for %d and has %s for %d"
                                .formatted(
                                        number,
                                        last.get().tried().wanted(),
                                        answer.totalMinor(),
                                        order.lines(),
                                        order.total()));
            }
        });
    }

    /** However often a key was sent: one number, and no refusal for a key that made an order. */
    private void oneNumberPerKey() {
        var numbers = new LinkedHashMap<String, Set<String>>();
        var keys = new LinkedHashMap<String, Set<String>>();
        for (var step : steps) {
            if (step.tried().act() == Act.ORDER && step.answered(201)) {
                var number = answerOf(step).number();
                numbers.computeIfAbsent(step.tried().subject(), _ -> new TreeSet<>())
                        .add(number);
                keys.computeIfAbsent(number, _ -> new TreeSet<>())
                        .add(step.tried().subject());
            }
        }
        numbers.forEach((key, its) -> {
            its.add(numbersByKey.getOrDefault(key, its.iterator().next()));
            if (its.size() > 1) {
                found(Invariant.ONE_EFFECT, "key " + key + " made the orders " + its);
            }
        });
        keys.forEach((number, its) -> {
            if (its.size() > 1) {
                found(Invariant.ONE_EFFECT, "order " + number + " was the answer to the keys " + its);
            }
        });
        refusedThoughMade();
    }

    /** A refusal leaves its key free, so a later try may succeed; but what was acknowledged is never refused again. */
    private void refusedThoughMade() {
        var tries = steps.stream()
                .filter(step -> step.tried().act() == Act.ORDER)
                .collect(
                        Collectors.groupingBy(step -> step.tried().subject(), LinkedHashMap::new, Collectors.toList()));
        tries.forEach((key, its) -> {
            var acknowledged = its.stream()
                    .filter(step -> step.answered(201))
                    .map(step -> answerOf(step).at())
                    .min(Comparator.naturalOrder());
            var refusedAfter = its.stream()
                    .filter(Check::wasRefused)
                    .anyMatch(step ->
                            acknowledged.isPresent() && step.tried().at().isAfter(acknowledged.get()));
            var onlyRefused = its.stream().allMatch(Check::wasRefused);
            if (refusedAfter || (onlyRefused && numbersByKey.containsKey(key))) {
                found(
                        Invariant.ONE_EFFECT,
                        "key %s was refused and made order %s".formatted(key, numbersByKey.get(key)));
            }
        });
    }

    /** Whether the answer said that there would be no order; {@code in-progress} only asks for patience. */
    private static boolean wasRefused(Step step) {
        return step.answer() != null
                && step.answer().status() >= 400
                && step.answer().status() < 500
                && step.answer().status() != 429
                && !step.answer().orderStatus().equals(Person.IN_PROGRESS);
    }

    /** What was answered last cannot be undone but by somebody who tried to. */
    private void standings() {
        var paid = new TreeSet<String>();
        var shipped = new TreeSet<String>();
        var cancelled = new TreeSet<String>();
        var mayBeCancelled = new HashSet<String>();
        for (var step : steps) {
            if (step.tried().act() == Act.CANCEL) {
                mayBeCancelled.add(step.tried().subject());
            }
            if (step.answer() != null && step.answer().orderStatus().equals("paid")) {
                paid.add(step.answer().number());
            }
            if (step.answer() != null && step.answer().orderStatus().equals("shipped")) {
                shipped.add(step.answer().number());
            }
            if (step.answer() != null && step.answer().orderStatus().equals("cancelled")) {
                cancelled.add(step.answer().number());
            }
        }
        orders.values().stream().flatMap(List::stream).forEach(order -> {
            var number = order.number();
            var mayBeUnpaid = order.cancelled() && mayBeCancelled.contains(number);
            undone(order, "paid", paid.contains(number) && !order.paid() && !mayBeUnpaid);
            undone(order, "shipped", shipped.contains(number) && !order.shipped());
            undone(order, "cancelled", cancelled.contains(number) && !order.cancelled());
        });
    }

    private void undone(Order order, String acknowledged, boolean isUndone) {
        if (isUndone) {
            found(
                    Invariant.ACKNOWLEDGED,
                    "order %s was acknowledged as %s and is %s"
                            .formatted(order.number(), acknowledged, order.status()));
        }
    }

    private void defects() {
        for (var step : steps) {
            if (step.answered(500)) {
                found(
                        Invariant.ANSWERS,
                        "%s of buyer %d at %s"
                                .formatted(
                                        step.tried().act(),
                                        step.tried().buyer(),
                                        step.tried().at()));
            }
        }
    }

    private static Answer answerOf(Step step) {
        var answer = step.answer();
        if (answer == null) {
            throw new IllegalStateException("Try " + step.tried().no() + " was not answered");
        }
        return answer;
    }

    private void found(Invariant invariant, String finding) {
        found.add(new Violation(invariant, finding));
    }
}
