package io.kontor.catalog.publishing;

import io.kontor.catalog.CatalogProblem;
import io.kontor.catalog.product.ProductDraft;
import io.kontor.catalog.product.SaveProduct;
import io.kontor.catalog.publishing.Assortment.Versioned;
import io.kontor.catalog.publishing.ProductSheet.Status;
import io.kontor.catalog.wording.Slug;
import io.kontor.kernel.Caller;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Language;
import io.kontor.kernel.Page;
import io.kontor.kernel.Text;
import io.kontor.platform.access.Access;
import io.kontor.platform.idempotency.Idempotency;
import io.kontor.platform.web.BodyMax;
import io.kontor.platform.web.Versions;
import java.net.URI;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Products as staff keep them. */
@RestController
@RequestMapping("/api/admin/v1/products")
class StaffProductEndpoint {
    private static final int LIMIT_MAX = 200;
    private static final int WORDS_LENGTH_MAX = 200;
    /** 2,000 variants and 50,000 characters of description in two languages. */
    private static final int KILOBYTES_MAX = 4 * 1024;

    private static final String STOCK_REASON = "product saved";

    private final Assortment assortment;
    private final SaveProduct saveProduct;
    private final PublishVersion publishVersion;
    private final PublishProduct publishProduct;
    private final Idempotency idempotency;

    StaffProductEndpoint(
            Assortment assortment,
            SaveProduct saveProduct,
            PublishVersion publishVersion,
            PublishProduct publishProduct,
            Idempotency idempotency) {
        this.assortment = assortment;
        this.saveProduct = saveProduct;
        this.publishVersion = publishVersion;
        this.publishProduct = publishProduct;
        this.idempotency = idempotency;
    }

    /**
     * @param q words that must all stand in a name, the code or a SKU
     * @param category code; products below it count too
     * @param sort {@code name}, {@code price} or {@code updatedAt}, with a minus before it for the other way round
     * @param limit 1 to 200
     */
    @GetMapping
    @Access(value = Caller.Kind.STAFF, permission = "catalog.read")
    Page<Assortment.Row> list(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable Status status,
            @RequestParam(required = false) @Nullable String category,
            @RequestParam(defaultValue = "-updatedAt") String sort,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Language language) {
        if (limit < 1 || limit > LIMIT_MAX) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("The limit is 1 to " + LIMIT_MAX + ".")
                    .with("field", "limit");
        }
        if (q != null && q.length() > WORDS_LENGTH_MAX) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("Search with " + WORDS_LENGTH_MAX + " characters at most.")
                    .with("field", "q");
        }
        return assortment.list(new Assortment.Search(q, status, category, sort), language, limit, cursor);
    }

    @GetMapping("/{productId}")
    @Access(value = Caller.Kind.STAFF, permission = "catalog.read")
    ResponseEntity<ProductSheet> show(@PathVariable UUID productId) {
        return answer(HttpStatus.OK, require(productId));
    }

    /** Makes a product that is not on sale yet. Stock that is given needs {@code inventory.write} too. */
    @PostMapping
    @Access(value = Caller.Kind.STAFF, permission = "catalog.write")
    @BodyMax(kilobytes = KILOBYTES_MAX)
    ResponseEntity<ProductSheet> create(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody ProductSheet wanted,
            Caller caller) {
        var draft = withStockOnlyIfAllowed(wanted.asDraft(newCode(wanted), false), caller);
        return idempotency.answer(
                "catalog", "product", String.valueOf(caller.accountId()), key, wanted, ProductSheet.class, ticket -> {
                    var saved = saveProduct.create(
                            draft,
                            STOCK_REASON,
                            one -> ticket.store(
                                    HttpStatus.CREATED.value(),
                                    require(one.productId()).sheet()));
                    return answer(HttpStatus.CREATED, require(saved.productId()));
                });
    }

    private static String newCode(ProductSheet wanted) {
        return wanted.code() == null || wanted.code().isBlank()
                ? Slug.of(
                        wanted.slug(),
                        Objects.requireNonNullElse(wanted.name(), Text.EMPTY),
                        UUID.randomUUID().toString())
                : wanted.code();
    }

    /**
     * Replaces a product whole; whether it is on sale stays as it is. What shoppers see is changed by those who may publish;
     * everybody else keeps a draft.
     */
    @PutMapping("/{productId}")
    @Access(value = Caller.Kind.STAFF, permission = "catalog.write")
    @BodyMax(kilobytes = KILOBYTES_MAX)
    ResponseEntity<ProductSheet> change(
            @PathVariable UUID productId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody ProductSheet wanted,
            Caller caller) {
        var version = Versions.require(ifMatch);
        var kept = require(productId).sheet();
        var onSale = kept.status() == Status.PUBLISHED;
        if (onSale && !caller.may("catalog.publish")) {
            throw CommonProblem.FORBIDDEN.refusal(
                    "The product is on sale, and your roles do not include the permission catalog.publish. Save a draft and submit it.");
        }
        var draft = wanted.asDraft(Objects.requireNonNull(kept.code()), onSale);
        publishVersion.change(withStockOnlyIfAllowed(draft, caller), version, caller.name());
        return answer(HttpStatus.OK, require(productId));
    }

    @PostMapping("/{productId}/publication")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Access(value = Caller.Kind.STAFF, permission = "catalog.publish")
    void publish(@PathVariable UUID productId, Caller caller) {
        publishProduct.publish(productId, caller.name());
    }

    @DeleteMapping("/{productId}/publication")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Access(value = Caller.Kind.STAFF, permission = "catalog.publish")
    void withdraw(@PathVariable UUID productId, Caller caller) {
        publishProduct.withdraw(productId, caller.name());
    }

    private static ProductDraft withStockOnlyIfAllowed(ProductDraft draft, Caller caller) {
        if (caller.may("inventory.write")) {
            return draft;
        }
        if (draft.variants().stream().anyMatch(variant -> variant.onHand() != null && variant.onHand() > 0)) {
            throw CommonProblem.FORBIDDEN.refusal(
                    "Your roles do not include the permission inventory.write. Leave the stock out, or ask an administrator for it.");
        }
        return draft.withoutStock();
    }

    private Versioned require(UUID productId) {
        return assortment
                .find(productId)
                .orElseThrow(() -> CatalogProblem.PRODUCT_NOT_FOUND.refusal("There is no such product."));
    }

    private static ResponseEntity<ProductSheet> answer(HttpStatus status, Versioned product) {
        var answer = ResponseEntity.status(status)
                .eTag(Versions.etag(product.version()))
                .cacheControl(CacheControl.noStore());
        if (status == HttpStatus.CREATED) {
            answer.location(
                    URI.create("/api/admin/v1/products/" + product.sheet().productId()));
        }
        return answer.body(product.sheet());
    }
}
