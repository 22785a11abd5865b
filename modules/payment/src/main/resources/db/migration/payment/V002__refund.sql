CREATE TABLE refund (
    refund_id    uuid        PRIMARY KEY,                   -- chosen by the caller
    order_id     uuid        NOT NULL,
    amount_minor bigint      NOT NULL CHECK (amount_minor > 0),
    currency     char(3)     NOT NULL,
    reason       text        NOT NULL,
    status       text        NOT NULL CHECK (status IN ('INITIATED', 'SUCCEEDED')),
    staff_id     uuid,                                      -- who gave it; null: the shop
    staff_name   text,
    created_at   timestamptz NOT NULL,
    ask_at       timestamptz,                               -- when the provider is asked for it next; null: it is done
    asked        int         NOT NULL DEFAULT 0,
    told_at      timestamptz                                -- since when staff is told that it does not arrive
);
CREATE INDEX refund_of_order ON refund (order_id, created_at);
CREATE INDEX refund_open ON refund (ask_at) WHERE ask_at IS NOT NULL;

-- A refund is spread over the captures of its order.
CREATE TABLE refund_share (
    refund_id    uuid   NOT NULL REFERENCES refund (refund_id),
    payment_id   uuid   NOT NULL REFERENCES payment (payment_id),
    amount_minor bigint NOT NULL CHECK (amount_minor > 0),
    PRIMARY KEY (refund_id, payment_id)
);
CREATE INDEX refund_share_of_payment ON refund_share (payment_id);
