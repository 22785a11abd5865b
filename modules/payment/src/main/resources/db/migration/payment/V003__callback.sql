-- Every attempt to tell us about a payment, believed or not.
CREATE TABLE callback (
    callback_id bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    method      text        NOT NULL,
    payment_id  uuid,                                       -- as far as it could be read
    verdict     text        NOT NULL
                CHECK (verdict IN ('APPLIED', 'REPEATED', 'UNREADABLE', 'FORGED', 'TOO_OLD', 'UNKNOWN_PAYMENT', 'MISMATCHED')),
    body        text        NOT NULL,                       -- cut to what a callback can be long
    received_at timestamptz NOT NULL
);
CREATE INDEX callback_of_payment ON callback (payment_id, callback_id) WHERE payment_id IS NOT NULL;
CREATE INDEX callback_age ON callback USING brin (received_at);
