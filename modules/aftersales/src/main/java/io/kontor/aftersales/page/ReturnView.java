package io.kontor.aftersales.page;

import io.kontor.aftersales.Aftersales.Entry;
import io.kontor.aftersales.Aftersales.Return;
import io.kontor.platform.template.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A request as its page shows it. */
public record ReturnView(Words words, Return request) {
    private static final Set<String> OVER_FOR_NOTHING = Set.of("rejected", "cancelled", "closed");
    /** What was written there is for the machine: the page shows it in a better place. */
    private static final Set<String> WITHOUT_NOTE = Set.of("refunded", "completed", "sent", "escalated", "paid");

    /** @param at when it was reached, or null */
    public record Station(String name, @Nullable Instant at, boolean current) {}

    /** The colour of a status, as the style sheet names it. */
    public static String tone(String status) {
        return switch (status) {
            case "refunded", "completed" -> "success";
            case "asked", "to-pay", "approved" -> "warning";
            case "rejected", "cancelled", "closed" -> "";
            default -> "info";
        };
    }

    public String statusName() {
        return words.text("status." + request.status());
    }

    /** What the status means for the buyer, and what comes next. */
    public String why() {
        var due = request.dueAt();
        var key = "status." + request.status() + ".why";
        return due == null && List.of("requested", "received").contains(request.status())
                ? words.text("event.escalated")
                : words.text(key, due == null ? "" : words.moment(due));
    }

    /** What becomes of what an exchange costs more. */
    public String extraKey() {
        var isPaid = reachedAt("paid") != null;
        if (isOverForNothing() || request.refund() != null) {
            return isPaid ? "extra.back" : "extra.not";
        }
        return isPaid ? "extra.paid" : request.payable() ? "extra.now" : "extra.due";
    }

    public boolean isOverForNothing() {
        return OVER_FOR_NOTHING.contains(request.status());
    }

    /** How far it has come; one that came to nothing has none. */
    public List<Station> stations() {
        if (isOverForNothing()) {
            return List.of();
        }
        var codes = codes();
        var last = 0;
        for (var at = 0; at < codes.size(); at++) {
            if (reachedAt(codes.get(at)) != null) {
                last = at;
            }
        }
        var stations = new ArrayList<Station>();
        for (var at = 0; at < codes.size(); at++) {
            stations.add(new Station(
                    words.text("station." + codes.get(at)), at <= last ? reachedAt(codes.get(at)) : null, at == last));
        }
        return stations;
    }

    private List<String> codes() {
        return switch (request.kind()) {
            case "refund-only", "leave-out" -> List.of("requested", "granted", "refunded");
            case "return" -> List.of("requested", "approved", "sent", "received", "refunded");
            default -> {
                var end = request.refund() == null ? "completed" : "refunded";
                yield request.extra() == null
                        ? List.of("requested", "approved", "sent", "received", end)
                        : List.of("requested", "to-pay", "paid", "sent", "received", end);
            }
        };
    }

    private @Nullable Instant reachedAt(String code) {
        return request.timeline().stream()
                .filter(entry -> entry.code().equals(code))
                .map(Entry::at)
                .reduce((_, later) -> later)
                .orElse(null);
    }

    /** What happened, the newest first. */
    public List<Entry> timeline() {
        return request.timeline().reversed();
    }

    public String note(Entry entry) {
        return WITHOUT_NOTE.contains(entry.code()) ? "" : entry.note();
    }

    /** The question that waits for an answer. */
    public String question() {
        return request.timeline().stream()
                .filter(entry -> entry.code().equals("asked"))
                .map(Entry::note)
                .reduce((_, later) -> later)
                .orElse("");
    }

    public String here() {
        return words.home() + "/orders/" + request.orderNumber() + "/returns/" + request.number();
    }

    public String photo(String photoId) {
        return words.home() + "/orders/" + request.orderNumber() + "/return-photos/" + photoId;
    }
}
