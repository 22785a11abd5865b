package io.kontor.catalog.wording;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Slugs that are no longer anybody's, and who had them last. One that is given to another is that one's. */
@Component
public class EarlierSlugs {
    private final JdbcClient db;
    private final Clock clock;

    EarlierSlugs(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    public enum Kind {
        PRODUCT("product"),
        CATEGORY("category");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    /** @param given who gave up which slug, by slug */
    public void remember(Kind kind, Map<String, UUID> given) {
        if (given.isEmpty()) {
            return;
        }
        db.sql("""
                        INSERT INTO catalog.earlier_slug (kind, slug, id, until)
                        SELECT :kind, slug, id, :now FROM unnest(:slugs::text[], :ids::uuid[]) AS given (slug, id)
                        ON CONFLICT (kind, slug) DO UPDATE SET id = excluded.id, until = excluded.until
                        """)
                .param("kind", kind.word)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("slugs", given.keySet().toArray(String[]::new))
                .param("ids", given.values().toArray(UUID[]::new))
                .update();
    }

    /** The slug of the product on sale that had this one last. */
    public Optional<String> productNow(String slug) {
        return now("""
                        SELECT product.slug FROM catalog.earlier_slug JOIN catalog.product ON product_id = id
                         WHERE kind = 'product' AND earlier_slug.slug = :slug AND status = 'PUBLISHED'
                        """, slug);
    }

    /** The slug of the category that had this one last. */
    public Optional<String> categoryNow(String slug) {
        return now("""
                        SELECT category.slug FROM catalog.earlier_slug JOIN catalog.category ON category_id = id
                         WHERE kind = 'category' AND earlier_slug.slug = :slug AND shown
                        """, slug);
    }

    private Optional<String> now(String sql, String slug) {
        return db.sql(sql).param("slug", slug).query(String.class).optional();
    }
}
