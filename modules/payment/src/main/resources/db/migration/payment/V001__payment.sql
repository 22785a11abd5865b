-- Payments and what was given back of them. Amounts in minor units of currency; orders are trade's, their ids are plain values.

CREATE TABLE payment (
    payment_id     uuid        PRIMARY KEY,                 -- chosen by the caller
    order_id       uuid        NOT NULL,
    order_number   text        NOT NULL,
    method         text        NOT NULL,
    outcome        text,                                    -- what the sandbox was told to do
    amount_minor   bigint      NOT NULL CHECK (amount_minor >= 0),
    currency       char(3)     NOT NULL,                    -- ISO 4217
    status         text        NOT NULL
                   CHECK (status IN ('UNKNOWN', 'PENDING', 'AUTHORISED', 'PARTIALLY_CAPTURED', 'CAPTURED', 'DECLINED', 'VOIDED')),
    decline_reason text,
    next_url       text,                                    -- where the shopper finishes a pending payment
    captured_minor bigint,                                  -- when part of a hold was captured; null: the whole, or nothing
    refunded_minor bigint      NOT NULL DEFAULT 0,
    created_at     timestamptz NOT NULL,
    captured_at    timestamptz,
    voiding_at     timestamptz,                             -- since when its hold is to be released
    ask_at         timestamptz,                             -- when its provider is asked next; null: nothing is open
    asked          int         NOT NULL DEFAULT 0,          -- how often
    told_at        timestamptz,                             -- since when staff is told that its outcome stays unknown
    CONSTRAINT captured_in_part CHECK (captured_minor BETWEEN 1 AND amount_minor - 1),
    CONSTRAINT refunded_within_captured CHECK (refunded_minor BETWEEN 0 AND coalesce(captured_minor, amount_minor)),
    CONSTRAINT only_captured_is_refunded CHECK (refunded_minor = 0 OR status IN ('CAPTURED', 'PARTIALLY_CAPTURED')),
    CONSTRAINT captured_has_its_time CHECK ((status IN ('CAPTURED', 'PARTIALLY_CAPTURED')) = (captured_at IS NOT NULL))
);
CREATE INDEX payment_of_order ON payment (order_id, created_at);
-- Most payments are captured at once and stand in none of these; by time they are found in the order they were written.
CREATE INDEX payment_uncaptured ON payment (created_at DESC, payment_id DESC) WHERE status <> 'CAPTURED';
CREATE INDEX payment_open ON payment (ask_at) WHERE ask_at IS NOT NULL;
CREATE INDEX payment_age ON payment USING brin (created_at);

-- What was asked to be captured of a payment whose money is held.
CREATE TABLE capture (
    capture_id   uuid        PRIMARY KEY,                   -- chosen by the caller
    payment_id   uuid        NOT NULL REFERENCES payment (payment_id),
    amount_minor bigint      NOT NULL CHECK (amount_minor > 0),
    status       text        NOT NULL CHECK (status IN ('INITIATED', 'SUCCEEDED', 'REFUSED')),
    reason       text,                                      -- why the provider refused it
    staff_id     uuid,                                      -- who asked for it; null: the shop
    staff_name   text,
    created_at   timestamptz NOT NULL,
    ask_at       timestamptz,
    asked        int         NOT NULL DEFAULT 0,
    told_at      timestamptz
);
CREATE INDEX capture_of_payment ON capture (payment_id, created_at);
CREATE INDEX capture_open ON capture (ask_at) WHERE ask_at IS NOT NULL;
