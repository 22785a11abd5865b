CREATE TABLE refund (
    refund_id    uuid        PRIMARY KEY,                   -- chosen by the caller
    order_id     uuid        NOT NULL,
    amount_minor bigint      NOT NULL CHECK (amount_minor > 0),
    currency     char(3)     NOT NULL,
    reason       text        NOT NULL,
    status       text        NOT NULL CHECK (status IN ('INITIATED', 'SUCCEEDED')),
    created_at   timestamptz NOT NULL
);
CREATE INDEX refund_of_order ON refund (order_id, created_at);

-- A refund is spread over the captures of its order.
CREATE TABLE refund_share (
    refund_id    uuid   NOT NULL REFERENCES refund (refund_id),
    payment_id   uuid   NOT NULL REFERENCES payment (payment_id),
    amount_minor bigint NOT NULL CHECK (amount_minor > 0),
    PRIMARY KEY (refund_id, payment_id)
);
CREATE INDEX refund_share_of_payment ON refund_share (payment_id);
