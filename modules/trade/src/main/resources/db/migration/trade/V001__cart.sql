-- What shoppers mean to buy. A guest's cart has no account and is known by its unguessable id alone.

CREATE TABLE cart (
    cart_id     uuid        PRIMARY KEY,
    account_id  uuid,                                       -- null for a guest
    merged_into uuid,                                       -- the account's cart that took over this guest's cart
    version     int         NOT NULL DEFAULT 0,             -- one more with every change: an order takes the cart it has read
    touched_at  timestamptz NOT NULL
) WITH (fillfactor = 80);
CREATE UNIQUE INDEX cart_of_account ON cart (account_id) WHERE account_id IS NOT NULL;

-- Written by a statement that has its cart in hand, so no foreign key is paid for.
CREATE TABLE cart_line (
    cart_id  uuid        NOT NULL,
    line_id  uuid        NOT NULL,
    sku      text        NOT NULL,
    quantity int         NOT NULL CHECK (quantity BETWEEN 1 AND 999),
    offer    text        NOT NULL,                          -- the catalogue's offer when it was added, JSON: shown when it is gone
    added_at timestamptz NOT NULL,
    PRIMARY KEY (cart_id, sku)
);
