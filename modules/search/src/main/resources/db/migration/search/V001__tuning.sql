-- What staff decided about search: synonyms, redirects, pinned products and boosts, whole, once for each time it was saved.
-- The newest is in force; the others say who changed what, and when.

CREATE TABLE tuning (
    version    bigint      PRIMARY KEY CHECK (version > 0),
    content    jsonb       NOT NULL,
    changed_at timestamptz NOT NULL,
    account_id uuid,                                                   -- the member of staff who decided it
    name       text        NOT NULL                                    -- as they were called then
);
