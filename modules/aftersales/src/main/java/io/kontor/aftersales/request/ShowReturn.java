package io.kontor.aftersales.request;

import io.kontor.aftersales.Aftersales;
import io.kontor.aftersales.Aftersales.Difference;
import io.kontor.aftersales.Aftersales.Parcel;
import io.kontor.aftersales.Aftersales.Refund;
import io.kontor.aftersales.Aftersales.Return;
import io.kontor.aftersales.Aftersales.ReturnLine;
import io.kontor.aftersales.AftersalesSettings;
import io.kontor.aftersales.request.KeptReturn.Entry;
import io.kontor.aftersales.request.KeptReturn.Line;
import io.kontor.fulfilment.Fulfilment;
import io.kontor.kernel.Language;
import io.kontor.kernel.Money;
import io.kontor.payment.Payment;
import io.kontor.payment.Payment.PaymentView;
import io.kontor.platform.template.Messages;
import io.kontor.trade.Trade.NextAction;
import io.kontor.trade.Trade.OrderPayment;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A request as its buyer sees it. */
@Component
public class ShowReturn {
    public static final String MESSAGES = "aftersales";

    private final Fulfilment fulfilment;
    private final Payment payment;
    private final AftersalesSettings settings;

    ShowReturn(Fulfilment fulfilment, Payment payment, AftersalesSettings settings) {
        this.fulfilment = fulfilment;
        this.payment = payment;
        this.settings = settings;
    }

    public Return show(KeptReturn request, Language language) {
        return new Return(
                request.requestId(),
                request.number(),
                request.orderNumber(),
                request.kind().code(),
                request.status().code(),
                request.reason().code(),
                request.lines().stream().map(line -> lineOf(line, language)).toList(),
                request.isForMoney() ? refund(request) : null,
                difference(request),
                extra(request),
                payment(request),
                request.parcel() == null
                        ? null
                        : new Parcel(
                                request.parcel().carrier(), request.parcel().trackingNumber(), null),
                parcelBack(request),
                request.timeline().stream()
                        .map(entry -> entryOf(entry, language))
                        .toList(),
                request.requestedAt(),
                request.dueAt(),
                request.status() == Status.APPROVED && !settings.returnAddress().isBlank()
                        ? settings.returnAddress()
                        : null,
                Move.CANCEL.isAllowed(request.kind(), request.status()),
                request.status() == Status.TO_PAY,
                Move.SEND.isAllowed(request.kind(), request.status()),
                Move.ANSWER.isAllowed(request.kind(), request.status()));
    }

    public static Refund refund(KeptReturn request) {
        var tendered = request.tendered();
        return new Refund(
                request.goods(),
                request.delivery(),
                request.tax(),
                request.refund(),
                tendered.isPositive() ? tendered : null);
    }

    /** What goes back because an exchange is for something cheaper. */
    public static @Nullable Difference difference(KeptReturn request) {
        return request.isForMoney() ? null : difference(request.difference(), request.differenceInMoney());
    }

    static @Nullable Difference difference(Money total, Money inMoney) {
        var tendered = total.minus(inMoney);
        return total.isPositive() ? new Difference(total, tendered.isPositive() ? tendered : null) : null;
    }

    /** What is to be paid, or was, because goods are exchanged for something dearer. */
    public static @Nullable Money extra(KeptReturn request) {
        if (request.paid() != null) {
            return request.paid().amount();
        }
        return request.extra().isPositive() ? request.extra() : null;
    }

    private @Nullable OrderPayment payment(KeptReturn request) {
        if (request.status() != Status.TO_PAY && request.paid() == null) {
            return null;
        }
        var all = payment.payments(List.of(request.requestId()));
        return all.isEmpty() ? null : payment(all.getLast());
    }

    private static OrderPayment payment(PaymentView view) {
        var isRefunded = view.refunded().isPositive() && view.refunded().equals(view.captured());
        return new OrderPayment(
                view.id(),
                view.method(),
                isRefunded
                        ? "refunded"
                        : view.status().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                view.amount(),
                view.refunded(),
                view.declineReason(),
                view.nextAction() == null
                        ? null
                        : new NextAction(
                                view.nextAction().type(), view.nextAction().url()));
    }

    /** The parcel to the buyer once it left, with the carrier's page for it. */
    public @Nullable Parcel parcelBack(KeptReturn request) {
        var back = request.back();
        if (request.status() != Status.COMPLETED || back == null) {
            return null;
        }
        return fulfilment.shipments(List.of(request.requestId())).stream()
                .findFirst()
                .map(sent -> new Parcel(sent.carrier(), sent.trackingNumber(), sent.trackingUrl()))
                .orElseGet(() -> new Parcel(back.carrier(), back.trackingNumber(), null));
    }

    private static ReturnLine lineOf(Line line, Language language) {
        return new ReturnLine(
                line.lineId(),
                line.sku(),
                line.slug(),
                line.name().in(language),
                line.options().in(language),
                line.image(),
                line.quantity(),
                line.share().goods(),
                line.wanted() == null ? null : line.wanted().sku(),
                line.wanted() == null ? null : line.wanted().options().in(language));
    }

    /** Buyers are not told which member of staff it was. */
    private static Aftersales.Entry entryOf(Entry entry, Language language) {
        var messages = Messages.of(MESSAGES);
        return new Aftersales.Entry(
                entry.at(),
                entry.code(),
                messages.text(language, textKey(entry)),
                messages.text(language, "actor." + entry.actor().kind()),
                entry.note(),
                entry.photos());
    }

    /** What the shop did by itself because time had passed is said so. */
    static String textKey(Entry entry) {
        var byTime = entry.actor().kind() == Actor.Kind.SHOP
                && !List.of("refunded", "completed", "escalated").contains(entry.code());
        return "event." + entry.code() + (byTime ? ".by-time" : "");
    }
}
