package io.kontor.trade.checkout;

import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Money;
import io.kontor.trade.Trade.Address;
import io.kontor.trade.Trade.Contact;
import io.kontor.trade.Trade.PaymentChoice;
import io.kontor.trade.Trade.PlaceOrderRequest;
import io.kontor.trade.Trade.Shopper;
import io.kontor.trade.order.Addresses;
import io.kontor.trade.order.Contacts;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a buyer filled in, checked and tidied; the language is not part of it, so it does not tell two requests apart. */
record OrderForm(
        UUID cartId,
        Contact contact,
        Address address,
        String deliveryMethod,
        PaymentChoice payment,
        @Nullable String note,
        @Nullable Money expectedTotal,
        List<String> coupons,
        int points) {

    private static final int COUPONS_MAX = 20;
    private static final int COUPON_MAX = 64;
    private static final int CODE_MAX = 40;
    private static final int NOTE_MAX = 500;
    /** What the sandbox can be told; payment refuses others too, but only when the order is placed already. */
    private static final Set<String> OUTCOMES = Set.of(
            "capture",
            "decline",
            "pending",
            "authorise",
            "hang",
            "lost",
            "broken",
            "flaky",
            "answer-twice",
            "callback-early",
            "callback-late",
            "callback-twice",
            "callback-never");

    /** @throws io.kontor.kernel.Refusal INVALID_REQUEST (400) with {@code fields}: what is wrong, by field */
    static OrderForm of(PlaceOrderRequest wanted) {
        var wrong = new LinkedHashMap<String, String>();
        if (wanted.cartId() == null) {
            wrong.put("cartId", "is missing");
        }
        var contact = contact(wanted.contact(), wrong);
        var address = Addresses.checked(wanted.address(), wrong);
        var deliveryMethod = Addresses.text("deliveryMethod", wanted.deliveryMethod(), CODE_MAX, true, wrong);
        var payment = payment(wanted.payment(), wrong);
        var note = note(wanted.note(), wrong);
        Addresses.requireNone(wrong);
        var coupons = coupons(wanted.coupons());
        return new OrderForm(
                wanted.cartId(),
                contact,
                address,
                String.valueOf(deliveryMethod),
                payment,
                note,
                wanted.expectedTotal(),
                coupons,
                points(wanted.points()));
    }

    /** The codes that a buyer typed. @throws io.kontor.kernel.Refusal INVALID_REQUEST (400) */
    static List<String> coupons(@Nullable List<String> given) {
        if (given == null) {
            return List.of();
        }
        if (given.size() > COUPONS_MAX || given.stream().anyMatch(code -> code == null || code.length() > COUPON_MAX)) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("At most " + COUPONS_MAX + " coupons of " + COUPON_MAX + " characters.")
                    .with("field", "coupons");
        }
        return List.copyOf(given);
    }

    /** With how many points a buyer wants to pay. @throws io.kontor.kernel.Refusal INVALID_REQUEST (400) */
    static int points(@Nullable Integer given) {
        if (given != null && given < 0) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("Points are a whole number from 0.")
                    .with("field", "points");
        }
        return given == null ? 0 : given;
    }

    /** Whom the limits on unpaid orders bind: the account, or a guest by the address that the order is told to. */
    UUID buyer(Shopper shopper) {
        return shopper.caller().isShopper()
                ? shopper.caller().requireAccountId()
                : UUID.nameUUIDFromBytes(String.valueOf(contact.email() == null ? contact.phone() : contact.email())
                        .toLowerCase(Locale.ROOT)
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static Contact contact(@Nullable Contact given, Map<String, String> wrong) {
        var email = given == null ? null : Contacts.email(given.email());
        var phone = given == null ? null : Contacts.phone(given.phone());
        if (given == null || (isBlank(given.email()) && isBlank(given.phone()))) {
            wrong.put("contact", "needs an e-mail address or a phone number");
        } else {
            if (!isBlank(given.email()) && email == null) {
                wrong.put("contact.email", "is not an e-mail address");
            }
            if (!isBlank(given.phone()) && phone == null) {
                wrong.put("contact.phone", "is not a phone number");
            }
        }
        return new Contact(email, phone);
    }

    private static PaymentChoice payment(@Nullable PaymentChoice given, Map<String, String> wrong) {
        if (given == null) {
            wrong.put("payment", "is missing");
            return new PaymentChoice("", null);
        }
        var method = Addresses.text("payment.method", given.method(), CODE_MAX, true, wrong);
        if (given.outcome() != null && !OUTCOMES.contains(given.outcome())) {
            wrong.put("payment.outcome", "is none that the sandbox knows; leave it out");
        }
        return new PaymentChoice(String.valueOf(method), given.outcome());
    }

    private static @Nullable String note(@Nullable String given, Map<String, String> wrong) {
        if (given == null || given.isBlank()) {
            return null;
        }
        if (given.length() > NOTE_MAX
                || given.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')) {
            wrong.put("note", "has at most " + NOTE_MAX + " printable characters");
            return null;
        }
        return given.strip();
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
