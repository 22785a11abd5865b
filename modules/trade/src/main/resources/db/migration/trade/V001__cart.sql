-- What shoppers mean to buy. A guest's cart has no account and is known by its unguessable id alone.

CREATE TABLE cart (
    cart_id     uuid        PRIMARY KEY,
    account_id  uuid,                                       -- null for a guest
    merged_into uuid,                                       -- the account's cart that took over this guest's cart
    version     int         NOT NULL DEFAULT 0,             -- one more with every change: an order takes the cart it has read
    touched_at  timestamptz NOT NULL,
    lines       text        NOT NULL DEFAULT '[]'           -- JSON: SKUs, quantities, and the catalogue's offers when they were added
) WITH (fillfactor = 50);                                   -- a line more rewrites the row, on its page while there is room
CREATE UNIQUE INDEX cart_of_account ON cart (account_id) WHERE account_id IS NOT NULL;
