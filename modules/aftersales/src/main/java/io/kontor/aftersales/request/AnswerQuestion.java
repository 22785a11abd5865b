package io.kontor.aftersales.request;

import io.kontor.aftersales.photo.PhotoStore;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes the buyer's answer to what staff asked back. */
@Component
public class AnswerQuestion {
    private final MoveReturn moveReturn;
    private final PhotoStore photos;
    private final TransactionTemplate tx;

    AnswerQuestion(MoveReturn moveReturn, PhotoStore photos, TransactionTemplate tx) {
        this.moveReturn = moveReturn;
        this.photos = photos;
        this.tx = tx;
    }

    /** @throws io.kontor.kernel.Refusal RETURN_MOVED_ON (409), INVALID_REQUEST (400), PHOTO_REFUSED (422) */
    public void answer(KeptReturn request, Actor actor, @Nullable String given, @Nullable List<String> shown) {
        var words = requireWords("words", given);
        var photoIds = Wanted.photos(shown);
        tx.executeWithoutResult(_ -> {
            photos.attach(request.orderId(), photoIds);
            moveReturn.move(request, Move.ANSWER, actor, words, photoIds);
        });
    }

    /** @throws io.kontor.kernel.Refusal INVALID_REQUEST (400) */
    public static String requireWords(String field, @Nullable String given) {
        var words = Wanted.words(given);
        if (words.isEmpty()) {
            throw Wanted.wrong(field, "Write something: the other side reads it.");
        }
        return words;
    }

    /** @throws io.kontor.kernel.Refusal INVALID_REQUEST (400) */
    public static String words(@Nullable String given) {
        return Wanted.words(given);
    }
}
