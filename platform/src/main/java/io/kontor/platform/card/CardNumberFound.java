package io.kontor.platform.card;

import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Refusal;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DatabindException;

/** A body was read no further, for a card number stood in it; knows the field. */
public final class CardNumberFound extends DatabindException {
    CardNumberFound(JsonParser parser) {
        super(parser, "A card number");
    }

    public static Refusal refusal() {
        return CommonProblem.CARD_NUMBER.refusal(
                "Never write a card number here. Nothing was kept. Whoever takes payments asks for it on a page of its own.");
    }
}
