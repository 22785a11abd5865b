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
    -- Whether the SKU is sold beyond what is there. Stands in one of its rows, which is locked with the others; null elsewhere.
    policy      text       CHECK (policy IN ('NONE', 'BACK_ORDER', 'PRE_ORDER')),
    most_beyond int        NOT NULL DEFAULT 0,                         -- so many units at most
    backlog     int        NOT NULL DEFAULT 0 CHECK (backlog >= 0),    -- so many units are sold and have not come
    promised_days int,                                                 -- after the order; or else
    promised_on date,
    told_on     date,                                                  -- when shoppers were last told of the date
    PRIMARY KEY (sku, location),
    CONSTRAINT promise_has_a_date CHECK (policy IN ('NONE') OR policy IS NULL OR num_nonnulls(promised_days, promised_on) = 1),
    CONSTRAINT backlog_has_a_policy CHECK (policy IS NOT NULL OR backlog = 0),
    CONSTRAINT reserved_is_on_hand CHECK (reserved BETWEEN 0 AND on_hand)
) WITH (fillfactor = 70);                                              -- rows change in place all day long
CREATE UNIQUE INDEX stock_policy ON stock (sku) WHERE policy IS NOT NULL;

-- Everything that was ever decided about selling a SKU beyond what is there. Never changed, only added to.
CREATE TABLE policy_change (
    sku           text        NOT NULL,
    at            timestamptz NOT NULL,
    account_id    uuid,                                                -- the member of staff who decided it
    name          text        NOT NULL,                                -- as they were called then
    policy        text        NOT NULL,
    most_beyond   int         NOT NULL,
    promised_days int,
    promised_on   date,
    PRIMARY KEY (sku, at)
);

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
CREATE INDEX movement_shipped ON movement (at) INCLUDE (sku, on_hand_change) WHERE cause = 'shipment';
