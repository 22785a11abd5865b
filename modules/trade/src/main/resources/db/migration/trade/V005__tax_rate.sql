-- The tax of each class of goods in each place. Empty: the setting kontor.trade.vat-percent, contained in prices.
CREATE TABLE tax_rate (
    rate_id    uuid        PRIMARY KEY,
    tax_class  text        NOT NULL,
    country    text        NOT NULL,                         -- ISO 3166-1 alpha-2; empty: everywhere
    region     text        NOT NULL,                         -- as addresses name it; empty: the whole country
    millionths int         NOT NULL CHECK (millionths BETWEEN 0 AND 1000000),
    included   boolean     NOT NULL,                         -- whether prices contain it; otherwise it is added
    changed_at timestamptz NOT NULL,
    changed_by text        NOT NULL,                         -- name of the member of staff
    UNIQUE (tax_class, country, region),
    CHECK (region = '' OR country <> '')
);
