package io.kontor.aftersales.request;

import io.kontor.aftersales.request.KeptReturn.Tracking;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Notes that the buyer handed the parcel to a carrier. */
@Component
public class SendParcel {
    private static final int WORDS_MAX = 60;

    private final ReturnStore returns;
    private final MoveReturn moveReturn;
    private final TransactionTemplate tx;

    SendParcel(ReturnStore returns, MoveReturn moveReturn, TransactionTemplate tx) {
        this.returns = returns;
        this.moveReturn = moveReturn;
        this.tx = tx;
    }

    /** @throws io.kontor.kernel.Refusal RETURN_MOVED_ON (409), INVALID_REQUEST (400) */
    public void send(KeptReturn request, Tracking parcel, Actor actor) {
        tx.executeWithoutResult(_ -> {
            moveReturn.move(request, Move.SEND, actor, parcel.carrier() + " " + parcel.trackingNumber());
            returns.setParcel(request.requestId(), parcel);
        });
    }

    /** @throws io.kontor.kernel.Refusal INVALID_REQUEST (400) */
    public static Tracking tracking(@Nullable String carrier, @Nullable String trackingNumber) {
        return new Tracking(words("carrier", carrier), words("trackingNumber", trackingNumber));
    }

    private static String words(String field, @Nullable String given) {
        var words = given == null ? "" : given.strip();
        if (words.isEmpty() || words.length() > WORDS_MAX || words.chars().anyMatch(Character::isISOControl)) {
            throw Wanted.wrong(field, "The " + field + " has 1 to " + WORDS_MAX + " printable characters.");
        }
        return words;
    }
}
