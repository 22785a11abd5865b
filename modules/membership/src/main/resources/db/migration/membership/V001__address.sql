-- A shopper's address book. account_id is identity's, a plain value here.
CREATE TABLE address (
    address_id uuid        PRIMARY KEY,
    account_id uuid        NOT NULL,
    name       text        NOT NULL,
    phone      text        NOT NULL,
    country    char(2)     NOT NULL,                        -- ISO 3166-1 alpha-2
    region     text        NOT NULL,                        -- empty where the country has none
    city       text        NOT NULL,
    district   text,
    line1      text        NOT NULL,
    line2      text,
    postcode   text,
    is_default boolean     NOT NULL,
    created_at timestamptz NOT NULL
);
CREATE INDEX address_account ON address (account_id, created_at DESC);
CREATE UNIQUE INDEX address_default ON address (account_id) WHERE is_default;
