-- Payments and what was given back of them. Amounts in minor units of currency; orders are trade's, their ids are plain values.

CREATE TABLE payment (
    payment_id     uuid        PRIMARY KEY,                 -- chosen by the caller
    order_id       uuid        NOT NULL,
    order_number   text        NOT NULL,
    method         text        NOT NULL,
    outcome        text,                                    -- what the sandbox was told to do
    amount_minor   bigint      NOT NULL CHECK (amount_minor >= 0),
    currency       char(3)     NOT NULL,                    -- ISO 4217
    status         text        NOT NULL CHECK (status IN ('INITIATED', 'PENDING', 'CAPTURED', 'DECLINED')),
    decline_reason text,
    next_url       text,                                    -- where the shopper finishes a pending payment
    refunded_minor bigint      NOT NULL DEFAULT 0,
    created_at     timestamptz NOT NULL,
    captured_at    timestamptz,
    CONSTRAINT refunded_within_captured CHECK (refunded_minor BETWEEN 0 AND amount_minor),
    CONSTRAINT only_captured_is_refunded CHECK (refunded_minor = 0 OR status = 'CAPTURED'),
    CONSTRAINT captured_has_its_time CHECK ((status = 'CAPTURED') = (captured_at IS NOT NULL))
);
CREATE INDEX payment_of_order ON payment (order_id, created_at);
