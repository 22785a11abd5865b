package io.kontor.trade.order;

import io.kontor.kernel.Caller;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.trade.Trade.Asker;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds an order for somebody who may see it: its account, whoever holds its access token, or a guest who knows the
 * contact it was placed with. To everybody else it does not exist. Who guesses numbers or contacts is stopped soon.
 */
@Component
public class FindOrder {
    private static final int MISSES_MAX = 10;
    static final Duration MISSES_FORGOTTEN = Duration.ofMinutes(15);

    private final OrderStore orders;
    private final ShowOrder showOrder;
    private final GuessStore guesses;
    private final Clock clock;

    FindOrder(OrderStore orders, ShowOrder showOrder, GuessStore guesses, Clock clock) {
        this.orders = orders;
        this.showOrder = showOrder;
        this.guesses = guesses;
        this.clock = clock;
    }

    /** @throws Refusal ORDER_NOT_FOUND (404), TOO_MANY_REQUESTS (429) */
    public KeptOrder require(String number, Asker asker) {
        return find(number, asker).orElseThrow(OrderStore::unknown);
    }

    /** @throws Refusal TOO_MANY_REQUESTS (429) after ten wrong guesses of a contact, or at a contact */
    public Optional<KeptOrder> find(String number, Asker asker) {
        var contact = contactOf(asker);
        var guessed = contact == null
                ? List.<UUID>of()
                : List.of(Ids.named("look-up contact", contact), Ids.named("look-up number", number));
        if (!guessed.isEmpty()) {
            stopGuessing(guessed);
        }
        var found = orders.findByNumber(number).filter(order -> isFor(order, asker, contact));
        if (!guessed.isEmpty() && found.isPresent()) {
            guesses.giveBack(guessed);
        }
        return found;
    }

    private boolean isFor(KeptOrder order, Asker asker, @Nullable String contact) {
        var caller = asker.caller();
        return caller.kind() == Caller.Kind.SYSTEM
                || (caller.isShopper() && caller.requireAccountId().equals(order.accountId()))
                || (asker.accessToken() != null && showOrder.opens(asker.accessToken(), order))
                || (contact != null
                        && (contact.equals(order.contact().email())
                                || contact.equals(order.contact().phone())));
    }

    /** What cannot be anybody's contact is kept as it was given, to be counted as a miss. */
    private static @Nullable String contactOf(Asker asker) {
        var given = asker.contact();
        if (given == null || given.isBlank()) {
            return null;
        }
        var email = Contacts.email(given);
        var phone = Contacts.phone(given);
        return email != null ? email : phone != null ? phone : given.substring(0, Math.min(given.length(), 100));
    }

    private void stopGuessing(List<UUID> guessed) {
        var now = clock.instant();
        if (!guesses.take(guessed, MISSES_MAX, now.minus(MISSES_FORGOTTEN), now)) {
            throw CommonProblem.TOO_MANY_REQUESTS
                    .refusal(
                            "Look at the number and the contact in your order's confirmation, and try again in 15 minutes.")
                    .with("retryAfterSeconds", MISSES_FORGOTTEN.toSeconds());
        }
    }
}
