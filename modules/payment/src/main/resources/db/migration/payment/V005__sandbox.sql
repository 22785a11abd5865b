-- The sandbox's own books: what a provider at the other end of the line would know of the payments it plays one for.
CREATE TABLE sandbox_payment (
    payment_id   uuid        PRIMARY KEY,
    order_id     uuid        NOT NULL,
    amount_minor bigint      NOT NULL,
    currency     char(3)     NOT NULL,
    outcome      text        NOT NULL,
    status       text        NOT NULL CHECK (status IN ('PENDING', 'AUTHORISED', 'CAPTURED', 'VOIDED')),
    calls        int         NOT NULL DEFAULT 0
);

-- Captures and refunds it has made: each id once.
CREATE TABLE sandbox_deed (
    deed_id      uuid        NOT NULL,
    payment_id   uuid        NOT NULL REFERENCES sandbox_payment,
    amount_minor bigint      NOT NULL,
    kind         text        NOT NULL CHECK (kind IN ('CAPTURE', 'REFUND')),
    PRIMARY KEY (deed_id, payment_id)
);

CREATE TABLE sandbox_callback (
    callback_id bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    payment_id  uuid        NOT NULL REFERENCES sandbox_payment,
    due_at      timestamptz NOT NULL
);
CREATE INDEX sandbox_callback_due ON sandbox_callback (due_at);
