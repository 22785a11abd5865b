-- What is set aside for an order. The sum of held over all lines of a SKU is the SKU's stock.reserved.

CREATE TABLE reservation (
    order_id    uuid        PRIMARY KEY,
    status      text        NOT NULL CHECK (status IN ('HELD', 'COMMITTED', 'SHORT', 'RELEASED', 'EXPIRED')),
    expires_at  timestamptz NOT NULL,                                  -- counts while HELD
    reserved_at timestamptz NOT NULL,
    buyer       uuid,                                                  -- whom the limits on unpaid orders bind, or null
    waits       boolean     NOT NULL DEFAULT false                     -- whether some of it was sold before it was there
) WITH (fillfactor = 80);
CREATE INDEX reservation_due ON reservation (expires_at) WHERE status = 'HELD';
CREATE INDEX reservation_unpaid ON reservation (buyer) WHERE status = 'HELD';
CREATE INDEX reservation_short ON reservation (reserved_at) WHERE status = 'SHORT';

-- Written in the same statement as its reservation, so no foreign key is paid for.
CREATE TABLE reservation_line (
    order_id uuid NOT NULL,
    sku      text NOT NULL,
    location text NOT NULL,                                            -- where it is taken from; what is missing may come from elsewhere
    quantity int  NOT NULL,                                            -- wanted
    held     int  NOT NULL,                                            -- set aside now
    shipped  int  NOT NULL DEFAULT 0,
    backlog  int  NOT NULL DEFAULT 0,                                  -- sold before it is there, and not come yet
    promised_on date,                                                  -- when that was said to leave the house
    PRIMARY KEY (order_id, sku, location),
    CONSTRAINT no_more_than_wanted CHECK (quantity > 0 AND least(held, shipped, backlog) >= 0 AND held + shipped + backlog <= quantity)
) WITH (fillfactor = 80);
CREATE INDEX reservation_line_backlog ON reservation_line (sku, promised_on) WHERE backlog > 0;

CREATE TABLE shipment (
    shipment_id uuid        PRIMARY KEY,
    order_id    uuid        NOT NULL,
    content     text        NOT NULL,                                  -- SKUs and quantities, to tell a repeat from another shipment
    shipped_at  timestamptz NOT NULL
);
