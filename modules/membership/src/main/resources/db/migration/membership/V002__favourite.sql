CREATE TABLE favourite (
    account_id uuid        NOT NULL,
    product_id uuid        NOT NULL,                        -- the catalogue's
    added_at   timestamptz NOT NULL,
    PRIMARY KEY (account_id, product_id)
);
CREATE INDEX favourite_newest ON favourite (account_id, added_at DESC, product_id DESC);
