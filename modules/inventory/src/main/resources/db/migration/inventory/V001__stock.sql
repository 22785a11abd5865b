-- Stock per SKU and location. The balance stands in stock; every change of it is a movement, so the one can be proved by the other.

CREATE TABLE location (
    code text PRIMARY KEY
);
INSERT INTO location (code) VALUES ('main');

CREATE TABLE stock (
    sku        text        NOT NULL,
    location   text        NOT NULL REFERENCES location (code),
    on_hand    int         NOT NULL DEFAULT 0,
    reserved   int         NOT NULL DEFAULT 0,                         -- set aside for orders, still on hand
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
                    CHECK (cause IN ('receipt', 'correction', 'import', 'reservation', 'release', 'expiry', 'shipment', 'return', 'write-off')),
    document_id     text,                                              -- the order, the shipment or the return, or null for a count
    reason          text,                                              -- in the words of who counted
    account_id      uuid,                                              -- the member of staff who counted
    on_hand_change  int         NOT NULL,
    reserved_change int         NOT NULL,
    on_hand         int         NOT NULL,                              -- afterwards
    reserved        int         NOT NULL,                              -- afterwards
    at              timestamptz NOT NULL
);
CREATE INDEX movement_of_sku ON movement (sku, location, movement_id);
