-- Changes of orders that their reservations have followed, so that each is followed once.
CREATE TABLE amendment (
    change_id  uuid        PRIMARY KEY,                                -- what the change adds was reserved under it
    order_id   uuid        NOT NULL,
    amended_at timestamptz NOT NULL
);
