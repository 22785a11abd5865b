-- Every question to a provider that was not answered in the transaction of the payment itself.
CREATE TABLE provider_call (
    call_id    bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    payment_id uuid        NOT NULL REFERENCES payment (payment_id),
    question   text        NOT NULL CHECK (question IN ('CHARGE', 'AUTHORISE', 'QUERY', 'CAPTURE', 'VOID', 'REFUND')),
    answer     text,                                        -- null: none yet, or none that we lived to hear
    detail     text,
    asked_at   timestamptz NOT NULL,
    took_ms    int,
    staff_id   uuid,                                        -- who wanted it; null: the shop
    staff_name text
);
CREATE INDEX provider_call_of_payment ON provider_call (payment_id, call_id);
CREATE INDEX provider_call_age ON provider_call USING brin (asked_at);
