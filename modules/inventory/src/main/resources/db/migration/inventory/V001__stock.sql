-- Stock per SKU and location. The balance stands in stock; every change of it is a movement, so the one can be proved by the other.

CREATE TABLE location (
    code     text    PRIMARY KEY,
    name_zh  text    NOT NULL,
    name_en  text    NOT NULL,
    country  text,                                                     -- two letters; with region: whom it is near to
    region   text,
    address  text    NOT NULL DEFAULT '',
    priority int     NOT NULL DEFAULT 100,                             -- lower is taken from first
    enabled  boolean NOT NULL DEFAULT true                             -- whether orders are sold from it
);
INSERT INTO location (code, name_zh, name_en) VALUES ('main', '主仓', 'Main warehouse');

CREATE TABLE stock (
    sku        text        NOT NULL,
    location   text        NOT NULL REFERENCES location (code),
    on_hand    int         NOT NULL DEFAULT 0,
    reserved   int         NOT NULL DEFAULT 0,                         -- set aside for orders, still on hand
    safety     int         NOT NULL DEFAULT 0 CHECK (safety >= 0),     -- on hand, but not for sale
    stocked    int         NOT NULL DEFAULT 0,                         -- free just after goods last came in
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (sku, location),
    CONSTRAINT reserved_is_on_hand CHECK (reserved BETWEEN 0 AND on_hand)
) WITH (fillfactor = 70);                                              -- rows change in place all day long

CREATE TABLE movement (
    movement_id     bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sku             text        NOT NULL,
    location        text        NOT NULL,
    cause           text        NOT NULL
                    CHECK (cause IN ('receipt', 'correction', 'import', 'reservation', 'release', 'expiry', 'shipment', 'return', 'write-off', 'transfer', 'count')),
    document_id     text,                                              -- the order, shipment, return or stock document, or null
    reason          text,                                              -- in the words of who counted
    account_id      uuid,                                              -- the member of staff who did it
    on_hand_change  int         NOT NULL,
    reserved_change int         NOT NULL,
    on_hand         int         NOT NULL,                              -- afterwards
    reserved        int         NOT NULL,                              -- afterwards
    at              timestamptz NOT NULL
);
CREATE INDEX movement_of_sku ON movement (sku, location, movement_id);
