package io.kontor.storefront.cart;

import io.kontor.storefront.page.Cookies;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Which cart a browser has. */
public final class CartCookie {
    private static final String NAME = "kontor_cart";
    private static final Duration AGE = Duration.ofDays(30);

    private CartCookie() {}

    public static Optional<UUID> find(HttpServletRequest request) {
        return Cookies.find(request, NAME).flatMap(CartCookie::parse);
    }

    private static Optional<UUID> parse(String value) {
        try {
            return Optional.of(UUID.fromString(value));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    public static void set(HttpServletRequest request, HttpServletResponse response, UUID cartId) {
        Cookies.set(request, response, NAME, cartId.toString(), AGE);
    }

    public static void forget(HttpServletRequest request, HttpServletResponse response) {
        Cookies.forget(request, response, NAME);
    }
}
