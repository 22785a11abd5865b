package io.kontor.aftersales.staff;

import io.kontor.aftersales.Aftersales.Difference;
import io.kontor.aftersales.Aftersales.Parcel;
import io.kontor.aftersales.Aftersales.Refund;
import io.kontor.aftersales.request.KeptReturn;
import io.kontor.aftersales.request.Move;
import io.kontor.aftersales.request.ShowReturn;
import io.kontor.kernel.Money;
import io.kontor.kernel.Text;
import io.kontor.payment.Payment.RefundPart;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request as staff sees it: with who did what, and what can be done now.
 *
 * @param refund what goes back if it is refunded, also where an exchange or a repair was asked for
 * @param difference what goes back because an exchange is for something cheaper, or null
 * @param refundParts of which payments it would go back, in that order; empty when it does not, or went already
 * @param extra what is paid, or was, because an exchange is for something dearer, or null; {@code paid} whether it was
 * @param escalated time passed and a person has to decide; {@code trouble}: why the last step is not done yet
 * @param actions of {@code approve}, {@code reject}, {@code ask}, {@code receive}, {@code refund}, {@code send-back}
 */
record StaffReturn(
        UUID id,
        String number,
        String orderNumber,
        String kind,
        String status,
        String reason,
        @Nullable UUID accountId,
        Contact contact,
        Instant requestedAt,
        @Nullable Instant dueAt,
        boolean escalated,
        @Nullable String trouble,
        List<Line> lines,
        Refund refund,
        List<RefundPart> refundParts,
        @Nullable Difference difference,
        @Nullable Money extra,
        boolean paid,
        boolean refunded,
        @Nullable Parcel parcel,
        @Nullable Parcel parcelBack,
        List<Happening> timeline,
        List<String> actions) {

    private static final Map<Move, String> ACTIONS = new EnumMap<>(Map.of(
            Move.APPROVE, "approve",
            Move.GRANT, "approve",
            Move.REJECT, "reject",
            Move.ASK, "ask",
            Move.RECEIVE, "receive",
            Move.REFUND, "refund",
            Move.SEND_BACK, "send-back"));

    /** A request as lists show it. @param amount what goes back if it is refunded */
    record Row(
            String number,
            String orderNumber,
            String kind,
            String status,
            String reason,
            Contact contact,
            int units,
            Money amount,
            Instant requestedAt,
            @Nullable Instant dueAt,
            boolean escalated) {}

    record Contact(
            String name, @Nullable String email, @Nullable String phone) {}

    /** @param good units that came back fit to be sold, null until the parcel came; amount: what was paid for the units */
    record Line(
            UUID lineId,
            String sku,
            UUID productId,
            Text name,
            Text options,
            @Nullable String image,
            int quantity,
            @Nullable Integer good,
            @Nullable Integer damaged,
            Money amount,
            Money delivery,
            @Nullable String wantedSku,
            @Nullable Text wantedOptions) {}

    /** @param who a member of staff by name, {@code buyer} or {@code shop} */
    record Happening(Instant at, String what, String who, String note, List<String> photos) {}

    static Row row(KeptReturn request) {
        return new Row(
                request.number(),
                request.orderNumber(),
                request.kind().code(),
                request.status().code(),
                request.reason().code(),
                contact(request),
                request.lines().stream().mapToInt(KeptReturn.Line::quantity).sum(),
                request.refund(),
                request.requestedAt(),
                request.dueAt(),
                request.escalated() || request.trouble() != null);
    }

    static StaffReturn of(KeptReturn request, @Nullable Parcel parcelBack, List<RefundPart> refundParts) {
        return new StaffReturn(
                request.requestId(),
                request.number(),
                request.orderNumber(),
                request.kind().code(),
                request.status().code(),
                request.reason().code(),
                request.accountId(),
                contact(request),
                request.requestedAt(),
                request.dueAt(),
                request.escalated(),
                request.trouble(),
                request.lines().stream().map(StaffReturn::line).toList(),
                ShowReturn.refund(request),
                refundParts,
                ShowReturn.difference(request),
                ShowReturn.extra(request),
                request.paid() != null,
                request.status() == io.kontor.aftersales.request.Status.REFUNDED,
                request.parcel() == null
                        ? null
                        : new Parcel(
                                request.parcel().carrier(), request.parcel().trackingNumber(), null),
                parcelBack,
                request.timeline().stream().map(StaffReturn::happening).toList(),
                actions(request));
    }

    private static List<String> actions(KeptReturn request) {
        return Arrays.stream(Move.values())
                .filter(move -> move.isAllowed(request.kind(), request.status()))
                .flatMap(move -> java.util.stream.Stream.ofNullable(ACTIONS.get(move)))
                .distinct()
                .toList();
    }

    private static Contact contact(KeptReturn request) {
        return new Contact(
                request.contact().name(),
                request.contact().email(),
                request.contact().phone());
    }

    private static Line line(KeptReturn.Line line) {
        return new Line(
                line.lineId(),
                line.sku(),
                line.productId(),
                line.name(),
                line.options(),
                line.image(),
                line.quantity(),
                line.good(),
                line.damaged(),
                line.share().goods(),
                line.share().delivery(),
                line.wanted() == null ? null : line.wanted().sku(),
                line.wanted() == null ? null : line.wanted().options());
    }

    private static Happening happening(KeptReturn.Entry entry) {
        var who = entry.actor().name().isEmpty()
                ? entry.actor().kind().name().toLowerCase(Locale.ROOT)
                : entry.actor().name();
        return new Happening(entry.at(), entry.code(), who, entry.note(), entry.photos());
    }
}
