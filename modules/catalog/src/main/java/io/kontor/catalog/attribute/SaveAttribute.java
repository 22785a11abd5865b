package io.kontor.catalog.attribute;

import io.kontor.catalog.CatalogProblem;
import io.kontor.catalog.attribute.AttributeDraft.Choice;
import io.kontor.catalog.wording.Wording;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.platform.web.Versions;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes an attribute that products can have, or changes it. */
@Component
class SaveAttribute {
    private static final int CHOICES_MAX = 200;
    private static final int UNIT_MAX = 20;

    private final AttributeStore attributes;
    private final TransactionTemplate tx;
    private final Clock clock;

    SaveAttribute(AttributeStore attributes, TransactionTemplate tx, Clock clock) {
        this.attributes = attributes;
        this.tx = tx;
        this.clock = clock;
    }

    /**
     * @return its id
     * @throws Refusal INVALID_ATTRIBUTE (422) with the {@code field}, CODE_TAKEN (409)
     */
    UUID create(AttributeDraft draft) {
        check(draft);
        return tx.execute(_ -> {
            attributes.lock();
            if (!attributes.find(List.of(draft.code())).isEmpty()) {
                throw CatalogProblem.CODE_TAKEN.refusal(
                        "An attribute with this code exists. Choose another, or change that one.");
            }
            var attributeId = Ids.next(clock);
            attributes.write(attributeId, draft, clock.instant());
            return attributeId;
        });
    }

    /**
     * @param draft its code does not count
     * @throws Refusal ATTRIBUTE_NOT_FOUND (404), PRECONDITION_FAILED (412), INVALID_ATTRIBUTE (422), ATTRIBUTE_IN_USE
     *     (409) with the {@code field} when products may have values that would no longer fit
     */
    void change(UUID attributeId, AttributeDraft draft, long version) {
        check(draft);
        tx.executeWithoutResult(_ -> {
            attributes.lock();
            var kept = attributes
                    .find(attributeId)
                    .orElseThrow(() -> CatalogProblem.ATTRIBUTE_NOT_FOUND.refusal("There is no such attribute."));
            Versions.match(version, kept.version());
            checkFits(draft, kept);
            attributes.write(attributeId, draft, clock.instant());
        });
    }

    private void checkFits(AttributeDraft draft, AttributeStore.Row kept) {
        var types = attributes.typesWith(kept.attributeId());
        if (types.isEmpty()) {
            return;
        }
        if (draft.kind() != kept.kind()) {
            throw inUse("kind", "Its kind cannot change", types);
        }
        if (!Objects.equals(draft.unit(), kept.unit())) {
            throw inUse("unit", "Its unit cannot change", types);
        }
        var left = draft.choices().stream().map(Choice::code).collect(Collectors.toSet());
        kept.choices().stream()
                .map(Choice::code)
                .filter(code -> !left.contains(code))
                .findFirst()
                .ifPresent(gone -> {
                    throw inUse("choices", "The choice " + gone + " cannot go", types);
                });
    }

    private static Refusal inUse(String field, String what, List<String> types) {
        return CatalogProblem.ATTRIBUTE_IN_USE
                .refusal(what + " while these product types have the attribute: " + String.join(", ", types)
                        + ". Take it out of them first, or make another attribute.")
                .with("field", field);
    }

    private static void check(AttributeDraft draft) {
        if (!Wording.isPartCode(draft.code())) {
            throw refusal(
                    "code",
                    "A code has 1 to 60 letters, digits, dots, dashes and underscores, a letter or digit first.");
        }
        if (draft.kind() == null) {
            throw refusal("kind", "Say what its values are.");
        }
        if (draft.name().isEmpty()) {
            throw refusal("name", "An attribute needs a name in at least one language.");
        }
        Wording.fault(draft.name(), 100).ifPresent(fault -> {
            throw refusal("name", fault);
        });
        checkUnit(draft);
        checkChoices(draft);
    }

    private static void checkUnit(AttributeDraft draft) {
        if (draft.unit() == null) {
            return;
        }
        if (draft.kind() != AttributeDraft.Kind.NUMBER) {
            throw refusal("unit", "Only a number has a unit.");
        }
        if (draft.unit().length() > UNIT_MAX || draft.unit().chars().anyMatch(Character::isISOControl)) {
            throw refusal("unit", "A unit has at most " + UNIT_MAX + " characters.");
        }
    }

    private static void checkChoices(AttributeDraft draft) {
        var choices = draft.choices();
        if (!Objects.requireNonNull(draft.kind()).hasChoices()) {
            if (!choices.isEmpty()) {
                throw refusal("choices", "Only an attribute with choices lists them.");
            }
            return;
        }
        if (choices.isEmpty() || choices.size() > CHOICES_MAX) {
            throw refusal("choices", "List 1 to " + CHOICES_MAX + " choices.");
        }
        var codes = new HashSet<String>();
        for (var i = 0; i < choices.size(); i++) {
            var choice = choices.get(i);
            var place = "choices[" + i + "]";
            if (!Wording.isPartCode(choice.code())) {
                throw refusal(
                        place + ".code",
                        "A code has 1 to 60 letters, digits, dots, dashes and underscores, a letter or digit first.");
            }
            if (!codes.add(choice.code())) {
                throw refusal(place + ".code", "The code " + choice.code() + " stands here twice.");
            }
            if (choice.name().isEmpty()) {
                throw refusal(place + ".name", "A choice needs a name in at least one language.");
            }
            Wording.fault(choice.name(), 100).ifPresent(fault -> {
                throw refusal(place + ".name", fault);
            });
            if (choice.swatch() != null && !Wording.isColour(choice.swatch())) {
                throw refusal(place + ".swatch", "A colour is written as #8fa58b.");
            }
        }
    }

    private static Refusal refusal(String field, String detail) {
        return CatalogProblem.INVALID_ATTRIBUTE.refusal(detail).with("field", field);
    }
}
