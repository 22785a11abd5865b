-- Orders. Amounts are minor units of orders.currency; ids of other modules are plain values.

CREATE SEQUENCE order_number_seq;                            -- numbers are drawn in blocks and scrambled: see OrderNumbers

CREATE TABLE orders (
    order_id        uuid        PRIMARY KEY,                 -- derived from the buyer's idempotency key
    number          text        COLLATE "C" NOT NULL UNIQUE, -- for people
    group_id        uuid        NOT NULL,                    -- of the orders that are paid together; order_id for one that is paid by itself
    merchant_id     uuid        NOT NULL,                    -- whose goods these are and who ships them
    account_id      uuid,                                    -- null for a guest
    placed_at       timestamptz NOT NULL,
    pay_before      timestamptz NOT NULL,
    currency        char(3)     NOT NULL,                    -- ISO 4217
    goods_minor     bigint      NOT NULL,
    discount_minor  bigint      NOT NULL,
    delivery_minor  bigint      NOT NULL,
    tax_minor       bigint      NOT NULL,                    -- contained in the total, whether in the prices or added to them
    total_minor     bigint      NOT NULL,
    tendered_minor  bigint      NOT NULL DEFAULT 0,          -- of the total: what points and gift cards pay
    email           text        COLLATE "C",                 -- in lower case
    phone           text        COLLATE "C",                 -- digits, perhaps with a leading +
    recipient       text        COLLATE "C" NOT NULL,
    recipient_phone text        COLLATE "C" NOT NULL,
    address         text        NOT NULL,                    -- JSON
    delivery_method text        NOT NULL,
    delivery_name   text        NOT NULL,                    -- JSON: text by language
    note            text,
    explanation     text,                                    -- JSON: what of the total the lines do not explain; null: nothing
    version         int         NOT NULL DEFAULT 0,          -- one more with every change of what was agreed
    paid_minor      bigint,                                  -- of a changed order: what was paid less what changes gave back; null: its total, or nothing yet
    due_before      timestamptz,                             -- until when the rest is waited for, after something was added
    CONSTRAINT total_adds_up CHECK (total_minor - (goods_minor - discount_minor + delivery_minor) BETWEEN 0 AND tax_minor
                                    AND least(goods_minor, discount_minor, delivery_minor, tax_minor, total_minor) >= 0),
    CONSTRAINT no_more_tendered_than_total CHECK (tendered_minor BETWEEN 0 AND total_minor)
);
CREATE INDEX orders_of_group ON orders (group_id) WHERE group_id <> order_id;
CREATE INDEX orders_by_time ON orders (placed_at DESC, order_id DESC);
CREATE INDEX orders_of_account ON orders (account_id, placed_at DESC, order_id DESC) WHERE account_id IS NOT NULL;
CREATE INDEX orders_due ON orders (due_before) WHERE due_before IS NOT NULL;
CREATE INDEX orders_email ON orders (email) WHERE email IS NOT NULL;
CREATE INDEX orders_phone ON orders (phone) WHERE phone IS NOT NULL;
CREATE INDEX orders_recipient ON orders (recipient);
CREATE INDEX orders_recipient_phone ON orders (recipient_phone);

-- Where an order stands. Apart from the order, which seldom changes and is found by much: a move rewrites only this.
CREATE TABLE order_standing (
    order_id       uuid        PRIMARY KEY,
    status         text        NOT NULL CHECK (status IN ('UNPAID', 'PAID', 'PARTIALLY_SHIPPED', 'SHIPPED', 'DELIVERED', 'RECEIVED', 'REFUNDED', 'CANCELLED')),
    status_at      timestamptz NOT NULL,                     -- of the last move
    placed_at      timestamptz NOT NULL,                     -- the order's, for lists by status
    payment_id     uuid,                                     -- the payment that paid it
    refunded_minor bigint      NOT NULL DEFAULT 0,           -- the money that after-sales gave back of it, delivery included
    tendered_back_minor bigint NOT NULL DEFAULT 0,           -- what went back to points and gift cards
    shipping_until timestamptz                               -- while a parcel is being recorded nobody else may move the order
) WITH (fillfactor = 80);
CREATE INDEX order_standing_by_status ON order_standing (status, placed_at DESC, order_id DESC);

-- Lines and timeline are written by the statement that writes their order, so no foreign key is paid for.
CREATE TABLE order_line (
    order_id             uuid     NOT NULL,
    line_no              smallint NOT NULL,
    line_id              uuid     NOT NULL,
    sku                  text     NOT NULL,
    product_id           uuid     NOT NULL,
    slug                 text     NOT NULL,
    name                 text     NOT NULL,                  -- JSON: text by language
    options              text     NOT NULL,                  -- JSON: text by language
    image                text,
    quantity             int      NOT NULL,
    shipped              int      NOT NULL DEFAULT 0,
    left_out             int      NOT NULL DEFAULT 0,        -- never shipped: the buyer did not want them any more
    refunded             int      NOT NULL DEFAULT 0,        -- of those shipped or left out: their money went back
    refunded_minor       bigint   NOT NULL DEFAULT 0,
    list_price_minor     bigint   NOT NULL,
    price_minor          bigint   NOT NULL,
    discount_minor       bigint   NOT NULL,
    tax_minor            bigint   NOT NULL,
    delivery_share_minor bigint   NOT NULL,
    total_minor          bigint   NOT NULL,
    explanation          text     NOT NULL,                  -- JSON: how the amounts came about, what is usual left out
    promised_on          date,                               -- the day by which what was not there leaves the house
    awaiting             int      NOT NULL DEFAULT 0,        -- added and not paid yet: not shipped before
    PRIMARY KEY (order_id, line_no),
    CONSTRAINT no_more_than_ordered CHECK (quantity > 0 AND awaiting >= 0 AND left_out >= 0 AND shipped BETWEEN 0 AND quantity - awaiting - left_out),
    CONSTRAINT no_more_back_than_left CHECK (refunded BETWEEN 0 AND shipped + left_out AND refunded_minor BETWEEN 0 AND total_minor),
    CONSTRAINT total_adds_up CHECK (total_minor - (price_minor * quantity - discount_minor) BETWEEN 0 AND tax_minor
                                    AND least(price_minor, discount_minor, tax_minor, delivery_share_minor, total_minor) >= 0)
);
CREATE INDEX order_line_sku ON order_line (sku);

-- Everything that happened to an order: who, when, why. Never changed, only added to.
CREATE TABLE order_timeline (
    order_id   uuid        NOT NULL,
    entry_id   uuid        NOT NULL,                         -- derived where a handler may come twice
    at         timestamptz NOT NULL,
    code       text        NOT NULL,
    actor      text        NOT NULL,                         -- BUYER, STAFF or SHOP
    account_id uuid,
    name       text        NOT NULL,                         -- of the member of staff
    note       text        NOT NULL,                         -- why, or what exactly
    PRIMARY KEY (order_id, entry_id)
);
