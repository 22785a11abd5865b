package io.kontor.aftersales;

import io.kontor.aftersales.difference.PayDifference;
import io.kontor.aftersales.photo.KeepPhoto;
import io.kontor.aftersales.photo.PhotoStore;
import io.kontor.aftersales.request.Actor;
import io.kontor.aftersales.request.AnswerQuestion;
import io.kontor.aftersales.request.CancelReturn;
import io.kontor.aftersales.request.FindReturn;
import io.kontor.aftersales.request.KeptReturn;
import io.kontor.aftersales.request.RequestReturn;
import io.kontor.aftersales.request.SendParcel;
import io.kontor.aftersales.request.ShowReturn;
import io.kontor.aftersales.request.Status;
import io.kontor.aftersales.settling.SettleReturn;
import io.kontor.kernel.Caller;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Cursor;
import io.kontor.kernel.Language;
import io.kontor.kernel.Page;
import io.kontor.platform.access.Access;
import io.kontor.trade.Trade.Asker;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

/** Aftersales, answered in the process that has its data. */
@RestController
@Access(Caller.Kind.SYSTEM)
class LocalAftersales implements Aftersales {
    private final io.kontor.aftersales.request.QuoteReturn quoteReturn;
    private final RequestReturn requestReturn;
    private final FindReturn findReturn;
    private final ShowReturn showReturn;
    private final CancelReturn cancelReturn;
    private final SendParcel sendParcel;
    private final PayDifference payDifference;
    private final AnswerQuestion answerQuestion;
    private final SettleReturn settleReturn;
    private final KeepPhoto keepPhoto;
    private final PhotoStore photos;

    LocalAftersales(
            io.kontor.aftersales.request.QuoteReturn quoteReturn,
            RequestReturn requestReturn,
            FindReturn findReturn,
            ShowReturn showReturn,
            CancelReturn cancelReturn,
            SendParcel sendParcel,
            PayDifference payDifference,
            AnswerQuestion answerQuestion,
            SettleReturn settleReturn,
            KeepPhoto keepPhoto,
            PhotoStore photos) {
        this.quoteReturn = quoteReturn;
        this.requestReturn = requestReturn;
        this.findReturn = findReturn;
        this.showReturn = showReturn;
        this.cancelReturn = cancelReturn;
        this.sendParcel = sendParcel;
        this.payDifference = payDifference;
        this.answerQuestion = answerQuestion;
        this.settleReturn = settleReturn;
        this.keepPhoto = keepPhoto;
        this.photos = photos;
    }

    @Override
    public List<Replacement> replacements(String orderNumber, Asker asker) {
        return quoteReturn.replacements(orderNumber, asker);
    }

    @Override
    public Choices choices(String orderNumber, Asker asker) {
        return quoteReturn.choices(orderNumber, asker);
    }

    @Override
    public Quote quote(String orderNumber, QuoteReturn wanted) {
        return quoteReturn.quote(orderNumber, wanted);
    }

    @Override
    public Return request(String orderNumber, NewReturn wanted) {
        return showReturn.show(
                requestReturn.request(orderNumber, wanted), wanted.asker().language());
    }

    @Override
    public List<Return> ofOrder(String orderNumber, Asker asker) {
        return findReturn.ofOrder(orderNumber, asker).stream()
                .map(request -> showReturn.show(request, asker.language()))
                .toList();
    }

    @Override
    public Optional<Return> find(String number, Asker asker) {
        return findReturn
                .find(number, asker)
                // Whoever comes back from paying sees that it was paid.
                .map(request -> request.status() == Status.TO_PAY ? settleReturn.settle(request.requestId()) : request)
                .map(request -> showReturn.show(request, asker.language()));
    }

    @Override
    public Return cancel(String number, Asker asker) {
        return act(number, asker, cancelReturn::cancel);
    }

    @Override
    public Return sendParcel(String number, NewParcel parcel) {
        var tracking = SendParcel.tracking(parcel.carrier(), parcel.trackingNumber());
        return act(number, parcel.asker(), (request, actor) -> sendParcel.send(request, tracking, actor));
    }

    @Override
    public Return payDifference(String number, DifferencePayment wanted) {
        return act(
                number,
                wanted.asker(),
                (request, _) -> payDifference.pay(request, wanted.idempotencyKey(), wanted.method(), wanted.outcome()));
    }

    @Override
    public Return answer(String number, NewAnswer answer) {
        return act(
                number,
                answer.asker(),
                (request, actor) -> answerQuestion.answer(request, actor, answer.words(), answer.photos()));
    }

    private Return act(String number, Asker asker, BiConsumer<KeptReturn, Actor> action) {
        var request = findReturn.require(number, asker);
        action.accept(request, Actor.buyer(asker.caller()));
        return showReturn.show(settleReturn.settle(request.requestId()), asker.language());
    }

    @Override
    public Photo keepPhoto(String orderNumber, NewPhoto photo) {
        if (photo.bytes() == null) {
            throw CommonProblem.INVALID_REQUEST.refusal("Send a photo.").with("field", "file");
        }
        return keepPhoto.keep(
                findReturn.requireOrder(orderNumber, photo.asker()).id(), photo.bytes());
    }

    @Override
    public Optional<PhotoBytes> photo(String orderNumber, String photoId, Asker asker) {
        return photos.find(findReturn.requireOrder(orderNumber, asker).id(), photoId);
    }

    @Override
    public Page<Return> ofAccount(UUID accountId, int limit, @Nullable String cursor, Language language) {
        var page = Cursor.page(findReturn.ofAccount(accountId, limit, cursor), limit, FindReturn::cursor);
        return new Page<>(
                page.items().stream()
                        .map(request -> showReturn.show(request, language))
                        .toList(),
                page.next());
    }
}
