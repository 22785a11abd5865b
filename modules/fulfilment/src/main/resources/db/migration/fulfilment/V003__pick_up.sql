-- Orders that wait at a point to be picked up, and the code that their buyer shows.

CREATE TABLE pick_up (
    order_id     uuid        PRIMARY KEY,
    order_number text        NOT NULL,
    point        text        NOT NULL,
    code         text        NOT NULL,                       -- six digits
    ready_at     timestamptz NOT NULL,
    wrong_tries  int         NOT NULL DEFAULT 0,             -- since the last lock
    locked_until timestamptz,                                -- after too many wrong codes
    handed_at    timestamptz
);
