-- What buyers ordered of products that limit it. A row counts as long as its order stands, neither cancelled nor given back.
CREATE TABLE bought (
    buyer      uuid        NOT NULL,                         -- an account, or named after a phone number or an e-mail address
    product_id uuid        NOT NULL,
    order_id   uuid        NOT NULL,
    quantity   int         NOT NULL CHECK (quantity > 0),
    at         timestamptz NOT NULL,
    PRIMARY KEY (buyer, product_id, order_id)
);
