package io.kontor.aftersales.request;

import io.kontor.aftersales.Aftersales.NewReturn;
import io.kontor.aftersales.AftersalesProblem;
import io.kontor.aftersales.photo.PhotoStore;
import io.kontor.aftersales.request.KeptReturn.Contact;
import io.kontor.aftersales.request.KeptReturn.Entry;
import io.kontor.aftersales.request.KeptReturn.Instead;
import io.kontor.aftersales.request.KeptReturn.Line;
import io.kontor.aftersales.request.ReturnableGoods.Chosen;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Language;
import io.kontor.kernel.Text;
import io.kontor.trade.Trade.Asker;
import io.kontor.trade.Trade.Order;
import io.kontor.trade.Trade.OrderLine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes what a buyer asks for after the sale: never more units than were shipped and stand free, however many ask at once. */
@Component
public class RequestReturn {
    private static final int REQUESTS_MAX = 50;

    private final FindReturn findReturn;
    private final ReturnableGoods returnableGoods;
    private final FindReplacements findReplacements;
    private final ReturnStore returns;
    private final MoveReturn moveReturn;
    private final PhotoStore photos;
    private final TransactionTemplate tx;

    RequestReturn(
            FindReturn findReturn,
            ReturnableGoods returnableGoods,
            FindReplacements findReplacements,
            ReturnStore returns,
            MoveReturn moveReturn,
            PhotoStore photos,
            TransactionTemplate tx) {
        this.findReturn = findReturn;
        this.returnableGoods = returnableGoods;
        this.findReplacements = findReplacements;
        this.returns = returns;
        this.moveReturn = moveReturn;
        this.photos = photos;
        this.tx = tx;
    }

    /** For a buyer. */
    public KeptReturn request(String orderNumber, NewReturn asked) {
        var actor = Actor.buyer(asked.asker().caller());
        return request(orderNumber, asked, actor, actor.accountId());
    }

    /** @param actor who asks; {@code accountId} for whom, null for a guest */
    public KeptReturn request(String orderNumber, NewReturn asked, Actor actor, @Nullable UUID accountId) {
        var wanted = Wanted.of(asked.kind(), asked.reason(), asked.lines());
        var words = Wanted.words(asked.words());
        var shown = Wanted.photos(asked.photos());
        var order = findReturn.requireOrder(orderNumber, asked.asker());
        var requestId = Ids.named("return", order.id().toString(), requireKey(asked.idempotencyKey()));
        var earlier = returns.find(requestId);
        if (earlier.isPresent()) {
            return sameAs(earlier.get(), wanted, words);
        }
        var names = names(order, asked.asker());
        var windows = returnableGoods.windows(order);
        var replacements = wanted.replacements().isEmpty() ? Map.<UUID, List<Instead>>of() : findReplacements.of(order);
        return Objects.requireNonNull(tx.execute(_ -> {
            // Whoever comes second sees here what the first one asked for.
            var requests = returns.lockOrder(order.id());
            var repeated = returns.find(requestId);
            if (repeated.isPresent()) {
                return sameAs(repeated.get(), wanted, words);
            }
            if (requests >= REQUESTS_MAX) {
                throw AftersalesProblem.TOO_MANY_RETURNS.refusal(
                        "An order can have " + REQUESTS_MAX + " requests. Write to us about anything else.");
            }
            var claimed = returns.claimed(order.id(), order.totals().total().currency());
            var chosen = ReturnableGoods.decide(wanted, returnableGoods.of(order, windows, claimed), replacements);
            photos.attach(order.id(), shown);
            var request = draft(requestId, requests + 1, order, wanted, chosen, names, actor, accountId, words, shown);
            returns.insert(request);
            return request;
        }));
    }

    private KeptReturn draft(
            UUID requestId,
            int ordinal,
            Order order,
            Wanted wanted,
            List<Chosen> chosen,
            Function<OrderLine, Names> names,
            Actor actor,
            @Nullable UUID accountId,
            String words,
            List<String> shown) {
        var now = moveReturn.now();
        var address = order.address();
        return new KeptReturn(
                requestId,
                order.number() + "-" + ordinal,
                order.id(),
                order.number(),
                order.paidAs(),
                accountId,
                new Contact(
                        Objects.requireNonNullElse(address.name(), ""),
                        order.contact().email(),
                        Optional.ofNullable(order.contact().phone()).orElse(address.phone())),
                wanted.kind(),
                Status.REQUESTED,
                now,
                moveReturn.dueAt(Status.REQUESTED, now),
                false,
                wanted.reason(),
                wanted.withDelivery(),
                order.totals().total().currency(),
                now,
                null,
                null,
                null,
                false,
                null,
                1,
                chosen.stream().map(one -> line(one, names.apply(one.line()))).toList(),
                List.of(new Entry(now, "requested", actor, words, shown)));
    }

    private record Names(Text name, Text options) {}

    /** An order speaks one language at a time; staff and buyer may read the request in different ones. */
    private Function<OrderLine, Names> names(Order order, Asker asker) {
        var spoken = asker.language();
        var other = spoken == Language.ZH ? Language.EN : Language.ZH;
        Map<UUID, OrderLine> translated = findReturn
                .requireOrder(order.number(), new Asker(asker.caller(), other, asker.accessToken(), asker.contact()))
                .lines()
                .stream()
                .collect(Collectors.toMap(OrderLine::id, Function.identity()));
        return line -> {
            var twin = translated.getOrDefault(line.id(), line);
            return new Names(
                    text(spoken, line.name(), other, twin.name()), text(spoken, line.options(), other, twin.options()));
        };
    }

    private static Text text(Language spoken, String words, Language other, String otherWords) {
        var byLanguage = new LinkedHashMap<String, String>();
        byLanguage.put(spoken.code(), words);
        byLanguage.put(other.code(), otherWords);
        return new Text(byLanguage);
    }

    private static Line line(Chosen chosen, Names names) {
        var line = chosen.line();
        return new Line(
                line.id(),
                line.sku(),
                line.productId(),
                line.slug(),
                names.name(),
                names.options(),
                line.image(),
                chosen.units(),
                null,
                null,
                chosen.share(),
                chosen.wanted());
    }

    private static KeptReturn sameAs(KeptReturn earlier, Wanted wanted, String words) {
        var units = earlier.lines().stream().collect(Collectors.toMap(Line::lineId, Line::quantity));
        var parcelCame = earlier.lines().stream().anyMatch(line -> line.good() != null);
        if (earlier.kind() != wanted.kind()
                || earlier.reason() != wanted.reason()
                || !(parcelCame ? units.keySet().equals(wanted.units().keySet()) : units.equals(wanted.units()))
                || !wantedSkus(earlier).equals(wanted.replacements())
                || !earlier.timeline().getFirst().note().equals(words)) {
            throw CommonProblem.KEY_REUSED.refusal("Send a new key with a new request.");
        }
        return earlier;
    }

    private static Map<UUID, String> wantedSkus(KeptReturn request) {
        return request.lines().stream()
                .filter(line -> line.wanted() != null)
                .collect(Collectors.toMap(Line::lineId, Line::replacementSku));
    }

    /** @throws io.kontor.kernel.Refusal INVALID_REQUEST (400) */
    public static String requireKey(@Nullable String key) {
        if (key == null || key.isBlank() || key.length() > 100) {
            throw CommonProblem.INVALID_REQUEST.refusal(
                    "Idempotency-Key is 1 to 100 printable characters; a UUID is best.");
        }
        return key;
    }
}
