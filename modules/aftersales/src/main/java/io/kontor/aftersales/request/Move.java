package io.kontor.aftersales.request;

import static io.kontor.aftersales.request.Kind.ALL;
import static io.kontor.aftersales.request.Kind.FOR_MONEY_AT_ONCE;
import static io.kontor.aftersales.request.Kind.WITH_PARCEL;
import static io.kontor.aftersales.request.Kind.WITH_PARCEL_BACK;
import static io.kontor.aftersales.request.Status.APPROVED;
import static io.kontor.aftersales.request.Status.ASKED;
import static io.kontor.aftersales.request.Status.CANCELLED;
import static io.kontor.aftersales.request.Status.CLOSED;
import static io.kontor.aftersales.request.Status.COMPLETED;
import static io.kontor.aftersales.request.Status.RECEIVED;
import static io.kontor.aftersales.request.Status.REFUNDED;
import static io.kontor.aftersales.request.Status.REFUNDING;
import static io.kontor.aftersales.request.Status.REJECTED;
import static io.kontor.aftersales.request.Status.REQUESTED;
import static io.kontor.aftersales.request.Status.SENDING_BACK;
import static io.kontor.aftersales.request.Status.SENT;
import static io.kontor.aftersales.request.Status.TO_PAY;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Every way a request can go: where it leads, for which kinds, and from where. There are no others. */
public enum Move {
    ASK /*       */("asked", ASKED, ALL, REQUESTED),
    ANSWER /*    */("answered", REQUESTED, ALL, ASKED),
    APPROVE /*   */("approved", APPROVED, WITH_PARCEL, REQUESTED, ASKED),
    CHARGE /*    */("to-pay", TO_PAY, EnumSet.of(Kind.EXCHANGE), REQUESTED, ASKED),
    PAY /*       */("paid", APPROVED, EnumSet.of(Kind.EXCHANGE), TO_PAY),
    GRANT /*     */("granted", REFUNDING, FOR_MONEY_AT_ONCE, REQUESTED, ASKED),
    REJECT /*    */("rejected", REJECTED, ALL, REQUESTED, ASKED, SENT),
    REFUSE /*    */("rejected", REJECTED, EnumSet.of(Kind.LEAVE_OUT), REFUNDING),
    CANCEL /*    */("cancelled", CANCELLED, ALL, REQUESTED, ASKED, TO_PAY, APPROVED),
    CLOSE /*     */("closed", CLOSED, ALL, ASKED, TO_PAY, APPROVED),
    SEND /*      */("sent", SENT, WITH_PARCEL, APPROVED),
    RECEIVE /*   */("received", RECEIVED, WITH_PARCEL, APPROVED, SENT),
    REFUND /*    */("granted", REFUNDING, WITH_PARCEL, RECEIVED),
    SEND_BACK /* */("sending-back", SENDING_BACK, WITH_PARCEL_BACK, RECEIVED),
    PAY_BACK /*  */("refunded", REFUNDED, ALL, REFUNDING),
    COMPLETE /*  */("completed", COMPLETED, WITH_PARCEL_BACK, SENDING_BACK);

    private final String code;
    private final Status to;
    private final Set<Kind> kinds;
    private final Set<Status> from;

    Move(String code, Status to, Set<Kind> kinds, Status... from) {
        this.code = code;
        this.to = to;
        this.kinds = kinds;
        this.from = EnumSet.copyOf(List.of(from));
    }

    /** As the timeline tells it. */
    public String code() {
        return code;
    }

    public Status to() {
        return to;
    }

    Set<Kind> kinds() {
        return kinds;
    }

    Set<Status> from() {
        return from;
    }

    public boolean isAllowed(Kind kind, Status status) {
        return kinds.contains(kind) && from.contains(status);
    }

    /** Whether other modules have to hear of it: money, stock and parcels are theirs. */
    boolean leavesSomethingToDo(Kind kind) {
        return switch (this) {
            case GRANT, CHARGE, REFUND, SEND_BACK -> true;
            case RECEIVE -> kind != Kind.REPAIR;
            case APPROVE, PAY, REJECT, CANCEL, CLOSE -> kind == Kind.EXCHANGE;
            case ASK, ANSWER, REFUSE, SEND, PAY_BACK, COMPLETE -> false;
        };
    }
}
