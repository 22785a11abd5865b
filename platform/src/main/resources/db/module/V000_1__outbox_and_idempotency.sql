-- What every module has: events it tells, how far it has heard others, and the answers it has already given.

CREATE TABLE outbox (
    tx       xid8        NOT NULL DEFAULT pg_current_xact_id(),
    event_id bigint      GENERATED ALWAYS AS IDENTITY,
    type     text        NOT NULL,                          -- module.Event
    key      text        NOT NULL,                          -- events of one key are handled in order
    payload  text        NOT NULL,                          -- JSON
    at       timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tx, event_id)
);

CREATE TABLE subscription (
    source       text PRIMARY KEY,                          -- the module heard
    tx           bigint NOT NULL,
    event_id     bigint NOT NULL,                           -- everything up to here is handled or set aside
    leased_by    text,
    leased_until timestamptz
);

CREATE TABLE event_retry (
    source     text        NOT NULL,
    event_id   bigint      NOT NULL,
    handler    text        NOT NULL,
    type       text        NOT NULL,
    key        text        NOT NULL,
    payload    text        NOT NULL,
    attempts   int         NOT NULL,
    next_at    timestamptz NOT NULL,
    parked_at  timestamptz,                                 -- set when it was tried often enough: a person decides
    last_error text        NOT NULL,
    PRIMARY KEY (source, event_id, handler)
);
CREATE INDEX event_retry_due ON event_retry (next_at) WHERE parked_at IS NULL;

CREATE TABLE idempotency (
    scope      text        NOT NULL,                        -- who and what: the same key of another caller is another key
    key        text        NOT NULL,
    body_hash  bytea       NOT NULL,
    reference  text,                                        -- what the write made, for one that was interrupted
    status     int,
    body       text,                                        -- the answer, JSON
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (scope, key)
);
CREATE INDEX idempotency_age ON idempotency USING brin (created_at);
