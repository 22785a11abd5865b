-- What staff changed of orders after they were placed, each with the order as it was before.
CREATE TABLE order_change (
    change_id uuid        PRIMARY KEY,                          -- what it adds is reserved under it first
    order_id  uuid        NOT NULL,
    version   int         NOT NULL,                             -- of the order before it
    payable_minor bigint  NOT NULL,                             -- what the order before it cost in money
    before    text        NOT NULL,                             -- JSON: totals, lines and explanation before it
    paid      boolean     NOT NULL,                             -- whether the order was paid before it
    at        timestamptz NOT NULL,
    UNIQUE (order_id, version)
);

-- Money that goes back because an order costs less than was paid for it. A row goes when payment has taken note of it.
CREATE TABLE refund_owed (
    refund_id  uuid        PRIMARY KEY,
    order_id   uuid        NOT NULL,
    paid_under uuid        NOT NULL,                            -- the order, or the group that was paid together
    amount_minor bigint    NOT NULL CHECK (amount_minor > 0),
    currency   char(3)     NOT NULL,
    payment_id uuid,                                            -- of which it is given back; null: the order's oldest first
    owed_at    timestamptz NOT NULL
);
