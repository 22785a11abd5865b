package io.kontor.aftersales.page;

import io.kontor.aftersales.Aftersales.ChoiceLine;
import io.kontor.aftersales.Aftersales.Choices;
import io.kontor.aftersales.request.Reason;
import io.kontor.platform.fragment.FragmentRequest;
import io.kontor.platform.template.Words;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What was chosen on the form for a request, and what is wrong with it. */
public record ReturnForm(
        Words words,
        Choices choices,
        Map<String, String> units,
        Map<String, String> wanted,
        Map<String, String> parameters) {
    private static final List<String> KINDS = List.of("leave-out", "refund-only", "return", "exchange", "repair");

    /** @param request with {@code lines} as {@code lineId:units:sku}, separated by commas; the SKU may be empty */
    static ReturnForm of(Words words, Choices choices, FragmentRequest request) {
        var units = new HashMap<String, String>();
        var wanted = new HashMap<String, String>();
        for (var line :
                Objects.requireNonNullElse(request.parameter("lines"), "").split(",")) {
            var parts = line.split(":", 3);
            if (parts.length == 3) {
                units.put(parts[0], parts[1]);
                wanted.put(parts[0], parts[2]);
            }
        }
        return new ReturnForm(words, choices, units, wanted, request.parameters());
    }

    public boolean isPossible() {
        return choices.lines().stream().anyMatch(line -> !line.kinds().isEmpty());
    }

    public int most(ChoiceLine line) {
        return Math.max(line.returnable(), line.unshipped());
    }

    /** Whoever bought one thing once need not choose it. */
    public String units(ChoiceLine line) {
        var only = choices.lines().size() == 1 && most(line) == 1 ? "1" : "0";
        return units.getOrDefault(line.lineId().toString(), only);
    }

    /** What a line is exchanged for; null for the same, and for what is no exchange. */
    public @Nullable String wantedSku(UUID lineId) {
        var sku = wanted.getOrDefault(lineId.toString(), "");
        return sku.isEmpty() || !value("kind").equals("exchange") ? null : sku;
    }

    public List<String> kinds() {
        return KINDS.stream()
                .filter(kind -> choices.lines().stream()
                        .flatMap(line -> line.kinds().stream())
                        .anyMatch(kind::equals))
                .toList();
    }

    /** Why there is nothing, or only something, to choose on a line; empty when everything is. */
    public String note(ChoiceLine line) {
        if (most(line) == 0) {
            return words.text("form.line.none");
        }
        if (line.unshipped() > 0 && line.returnable() > 0) {
            return words.text("form.line.unshipped", line.unshipped());
        }
        if (line.unshipped() > 0) {
            return words.text("form.line.leave-out");
        }
        return line.kinds().isEmpty()
                ? words.text("form.line.late")
                : line.kinds().equals(List.of("repair")) ? words.text("form.line.repair") : "";
    }

    /** Whether delivery goes back too. */
    public boolean isShopsDoing(String reason) {
        return Reason.of(reason).filter(Reason::isShopsDoing).isPresent();
    }

    public String value(String field) {
        return parameters.getOrDefault("value." + field, "");
    }

    /** The sentence that says what is wrong with a field, or empty. */
    public String error(String field) {
        var error = parameters.getOrDefault("error." + field, "");
        return error.isEmpty()
                ? ""
                : words.textOr("error." + field + "." + error, words.textOr("error." + error, error));
    }

    public List<String> wrongFields() {
        return Stream.of("lines", "kind", "reason")
                .filter(field -> !error(field).isEmpty())
                .toList();
    }
}
