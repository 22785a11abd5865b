package io.kontor.storefront.order;

import io.kontor.storefront.page.Cookies;
import io.kontor.trade.Trade.GroupedOrder;
import io.kontor.trade.Trade.Order;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The orders a browser may open without signing in: those it placed or looked up, the last twenty. */
final class OrderTokens {
    private static final String NAME = "kontor_orders";
    private static final Duration AGE = Duration.ofDays(60);
    private static final int ORDERS_MAX = 20;

    private OrderTokens() {}

    static Optional<String> find(HttpServletRequest request, String number) {
        return Optional.ofNullable(all(request).get(number));
    }

    /** One token opens all orders that are paid together. */
    static void remember(HttpServletRequest request, HttpServletResponse response, Order order) {
        var tokens = all(request);
        var group = order.group();
        var numbers = group == null
                ? List.of(order.number())
                : group.orders().stream().map(GroupedOrder::number).toList();
        numbers.forEach(number -> {
            tokens.remove(number);
            tokens.put(number, order.accessToken());
        });
        while (tokens.size() > ORDERS_MAX) {
            tokens.remove(tokens.keySet().iterator().next());
        }
        var value = tokens.entrySet().stream()
                .map(token -> token.getKey() + ":" + token.getValue())
                .collect(Collectors.joining("|"));
        Cookies.set(request, response, NAME, value, AGE);
    }

    private static Map<String, String> all(HttpServletRequest request) {
        var tokens = new LinkedHashMap<String, String>();
        for (var pair : Cookies.find(request, NAME).orElse("").split("\\|")) {
            var at = pair.indexOf(':');
            if (at > 0 && pair.length() < 300) {
                tokens.put(pair.substring(0, at), pair.substring(at + 1));
            }
        }
        return tokens;
    }
}
