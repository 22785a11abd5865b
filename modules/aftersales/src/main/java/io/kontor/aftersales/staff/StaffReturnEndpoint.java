package io.kontor.aftersales.staff;

import io.kontor.aftersales.photo.PhotoAnswer;
import io.kontor.aftersales.photo.PhotoStore;
import io.kontor.aftersales.request.Actor;
import io.kontor.aftersales.request.AnswerQuestion;
import io.kontor.aftersales.request.FindReturn;
import io.kontor.aftersales.request.KeptReturn;
import io.kontor.aftersales.request.Kind;
import io.kontor.aftersales.request.ReturnSearch;
import io.kontor.aftersales.request.ReturnSearch.Search;
import io.kontor.aftersales.request.ReturnSearch.Waiting;
import io.kontor.aftersales.request.ReturnStore;
import io.kontor.aftersales.request.SendParcel;
import io.kontor.aftersales.request.Status;
import io.kontor.aftersales.settling.SettleReturn;
import io.kontor.aftersales.staff.ReceiveParcel.Condition;
import io.kontor.inventory.Inventory;
import io.kontor.inventory.Inventory.Place;
import io.kontor.kernel.Caller;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Cursor;
import io.kontor.kernel.Page;
import io.kontor.platform.access.Access;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** After-sales requests in the admin API. Each action may be repeated: one that was done already is refused and changes nothing. */
@RestController
@Access(value = Caller.Kind.STAFF, permission = "returns.read")
class StaffReturnEndpoint {
    private static final int WORDS_MAX = 100;
    private static final String REFUND = "returns.refund";

    private final ReturnStore returns;
    private final ReturnSearch search;
    private final PhotoStore photos;
    private final ShowToStaff showToStaff;
    private final ApproveReturn approveReturn;
    private final DecideReturn decideReturn;
    private final ReceiveParcel receiveParcel;
    private final SettleReturn settleReturn;
    private final Inventory inventory;

    StaffReturnEndpoint(
            ReturnStore returns,
            ReturnSearch search,
            PhotoStore photos,
            ShowToStaff showToStaff,
            ApproveReturn approveReturn,
            DecideReturn decideReturn,
            ReceiveParcel receiveParcel,
            SettleReturn settleReturn,
            Inventory inventory) {
        this.returns = returns;
        this.search = search;
        this.photos = photos;
        this.showToStaff = showToStaff;
        this.approveReturn = approveReturn;
        this.decideReturn = decideReturn;
        this.receiveParcel = receiveParcel;
        this.settleReturn = settleReturn;
        this.inventory = inventory;
    }

    /** @param note for the buyer, such as where to send the parcel */
    record Approval(@Nullable String note) {}

    /** @param reason the buyer reads it */
    record Rejection(@Nullable String reason) {}

    record Question(@Nullable String words) {}

    /**
     * @param lines what was in the parcel; lines that are not named did not come
     * @param location where the goods are now; null: where they were shipped from
     */
    record Receipt(
            @Nullable List<Condition> lines,
            @Nullable String note,
            @Nullable String location) {}

    record ParcelBack(@Nullable String carrier, @Nullable String trackingNumber) {}

    /**
     * @param q the start of a number of a request or an order, of an e-mail, phone or name
     * @param waiting only what waits for staff
     */
    @GetMapping("/api/admin/v1/returns")
    ResponseEntity<Page<StaffReturn.Row>> list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String status,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "false") boolean waiting,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        FindReturn.requireLimit(limit);
        var found = search.search(new Search(
                words(q),
                known("status", status, Status::of),
                known("kind", kind, Kind::of),
                waiting,
                limit + 1,
                FindReturn.place(cursor)));
        var page = Cursor.page(found, limit, FindReturn::cursor);
        return answer(new Page<>(page.items().stream().map(StaffReturn::row).toList(), page.next()));
    }

    private static String words(String q) {
        var words = q.strip();
        if (words.length() > WORDS_MAX || words.chars().anyMatch(Character::isISOControl)) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("Search for at most " + WORDS_MAX + " characters.")
                    .with("field", "q");
        }
        return words;
    }

    private static <T> @Nullable T known(String field, String code, Function<String, Optional<T>> find) {
        return code.isBlank()
                ? null
                : find.apply(code.strip())
                        .orElseThrow(() -> CommonProblem.INVALID_REQUEST
                                .refusal("There is no such " + field + ".")
                                .with("field", field));
    }

    @GetMapping("/api/admin/v1/returns-summary")
    ResponseEntity<Waiting> summary() {
        return answer(search.waiting());
    }

    @GetMapping("/api/admin/v1/returns/{number}")
    ResponseEntity<StaffReturn> show(@PathVariable String number) {
        return answer(shown(returns.requireByNumberOrId(number)));
    }

    @GetMapping("/api/admin/v1/returns/{number}/photos/{photoId}")
    ResponseEntity<byte[]> photo(@PathVariable String number, @PathVariable String photoId) {
        return PhotoAnswer.of(photos.find(returns.requireByNumber(number).orderId(), photoId));
    }

    @PostMapping("/api/admin/v1/returns/{number}/approval")
    @Access(value = Caller.Kind.STAFF, permission = "returns.write")
    ResponseEntity<StaffReturn> approve(
            @PathVariable String number, @RequestBody Optional<Approval> approval, Caller caller) {
        var note = AnswerQuestion.words(approval.map(Approval::note).orElse(""));
        return act(number, request -> {
            requireRefund(request, caller);
            approveReturn.approve(request, Actor.staff(caller), note);
        });
    }

    /** Agreeing to what has no parcel is giving the money. */
    private static void requireRefund(KeptReturn request, Caller caller) {
        if (request.kind().isForMoneyAtOnce() && !caller.may(REFUND)) {
            throw CommonProblem.FORBIDDEN.refusal("Your roles do not include the permission " + REFUND + ".");
        }
    }

    @PostMapping("/api/admin/v1/returns/{number}/rejection")
    @Access(value = Caller.Kind.STAFF, permission = "returns.write")
    ResponseEntity<StaffReturn> reject(@PathVariable String number, @RequestBody Rejection rejection, Caller caller) {
        var reason = AnswerQuestion.requireWords("reason", rejection.reason());
        return act(number, request -> decideReturn.reject(request, Actor.staff(caller), reason));
    }

    @PostMapping("/api/admin/v1/returns/{number}/question")
    @Access(value = Caller.Kind.STAFF, permission = "returns.write")
    ResponseEntity<StaffReturn> ask(@PathVariable String number, @RequestBody Question question, Caller caller) {
        var words = AnswerQuestion.requireWords("words", question.words());
        return act(number, request -> decideReturn.askBack(request, Actor.staff(caller), words));
    }

    @PostMapping("/api/admin/v1/returns/{number}/receipt")
    @Access(value = Caller.Kind.STAFF, permission = "returns.receive")
    ResponseEntity<StaffReturn> receive(@PathVariable String number, @RequestBody Receipt receipt, Caller caller) {
        var note = AnswerQuestion.words(receipt.note());
        var location = receipt.location() == null || receipt.location().isBlank() ? null : receipt.location();
        return act(
                number,
                request -> receiveParcel.receive(request, Actor.staff(caller), receipt.lines(), location, note));
    }

    /** Where a parcel can be received. */
    @GetMapping("/api/admin/v1/return-places")
    ResponseEntity<Page<Place>> places() {
        return answer(Page.of(inventory.places()));
    }

    @PostMapping("/api/admin/v1/returns/{number}/refund")
    @Access(value = Caller.Kind.STAFF, permission = "returns.refund")
    ResponseEntity<StaffReturn> refund(
            @PathVariable String number, @RequestBody Optional<Approval> approval, Caller caller) {
        var note = AnswerQuestion.words(approval.map(Approval::note).orElse(""));
        return act(number, request -> decideReturn.refund(request, Actor.staff(caller), note));
    }

    /** Hands the replacement or the repaired goods to a carrier. */
    @PostMapping("/api/admin/v1/returns/{number}/parcel-back")
    @Access(value = Caller.Kind.STAFF, permission = "returns.receive")
    ResponseEntity<StaffReturn> sendBack(@PathVariable String number, @RequestBody ParcelBack sent, Caller caller) {
        var parcel = SendParcel.tracking(sent.carrier(), sent.trackingNumber());
        return act(number, request -> decideReturn.sendBack(request, Actor.staff(caller), parcel));
    }

    private ResponseEntity<StaffReturn> act(String number, Consumer<KeptReturn> action) {
        var request = returns.requireByNumber(number);
        action.accept(request);
        return answer(shown(settleReturn.settle(request.requestId())));
    }

    private StaffReturn shown(KeptReturn request) {
        return showToStaff.show(request);
    }

    private static <T> ResponseEntity<T> answer(T body) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
    }
}
