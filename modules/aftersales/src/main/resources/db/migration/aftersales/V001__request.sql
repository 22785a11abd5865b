-- What buyers ask for after the sale. Amounts are minor units of request.currency; ids of other modules are plain values.

-- One row per order that somebody asked something for: its lock makes requests for one order wait for each other.
CREATE TABLE returning_order (
    order_id uuid PRIMARY KEY,
    requests int  NOT NULL DEFAULT 0                                    -- how many so far; the next one's number ends with it
);

CREATE TABLE request (
    request_id      uuid        PRIMARY KEY,                            -- derived from the buyer's idempotency key
    number          text        COLLATE "C" NOT NULL UNIQUE,            -- for people: the order's number, a hyphen, and which of its requests
    order_id        uuid        NOT NULL,
    order_number    text        COLLATE "C" NOT NULL,
    paid_as         uuid        NOT NULL,                               -- what its payments are for: the order, or the group it was paid with
    account_id      uuid,                                               -- null for a guest
    contact_name    text        COLLATE "C" NOT NULL,
    email           text        COLLATE "C",
    phone           text        COLLATE "C",
    kind            text        NOT NULL CHECK (kind IN ('LEAVE_OUT', 'REFUND_ONLY', 'RETURN', 'EXCHANGE', 'REPAIR')),
    status          text        NOT NULL CHECK (status IN ('REQUESTED', 'ASKED', 'TO_PAY', 'APPROVED', 'SENT', 'RECEIVED', 'REFUNDING',
                                                           'SENDING_BACK', 'REFUNDED', 'COMPLETED', 'REJECTED', 'CANCELLED', 'CLOSED')),
    status_at       timestamptz NOT NULL,                               -- of the last move
    due_at          timestamptz,                                        -- when the shop acts by itself
    escalated       boolean     NOT NULL DEFAULT false,                 -- time passed, and a person has to decide
    reason          text        NOT NULL,
    with_delivery   boolean     NOT NULL,                               -- whether the lines' delivery goes back too
    currency        char(3)     NOT NULL,                               -- ISO 4217
    requested_at    timestamptz NOT NULL,
    carrier         text,                                               -- of the parcel to the shop
    tracking_number text,
    location        text,                                               -- of the shop's, where it came to; null: where the goods were shipped from
    back_carrier    text,                                               -- of the parcel to the buyer
    back_tracking   text,
    payment_id      uuid,                                               -- of what an exchange for something dearer costs more
    paid_minor      bigint      CHECK (paid_minor > 0),                 -- what was paid by it
    unsettled_at    timestamptz,                                        -- something is left to do with other modules; when to try (again)
    paying_until    timestamptz,                                        -- a payment that is not recorded yet may come until then
    trouble         text,                                               -- why the last try failed
    version         int         NOT NULL DEFAULT 1,
    CONSTRAINT paid_by_a_payment CHECK ((payment_id IS NULL) = (paid_minor IS NULL))
);
CREATE INDEX request_of_order ON request (order_id);
CREATE INDEX request_paid_as ON request (paid_as);
CREATE INDEX request_of_account ON request (account_id, requested_at DESC, request_id DESC) WHERE account_id IS NOT NULL;
CREATE INDEX request_by_status ON request (status, requested_at DESC, request_id DESC);
CREATE INDEX request_by_time ON request (requested_at DESC, request_id DESC);
CREATE INDEX request_order_number ON request (order_number);
CREATE INDEX request_email ON request (email) WHERE email IS NOT NULL;
CREATE INDEX request_phone ON request (phone) WHERE phone IS NOT NULL;
CREATE INDEX request_due ON request (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX request_unsettled ON request (unsettled_at) WHERE unsettled_at IS NOT NULL;

CREATE TABLE request_line (
    request_id         uuid     NOT NULL REFERENCES request,
    line_no            smallint NOT NULL,
    line_id            uuid     NOT NULL,                               -- of the order
    sku                text     NOT NULL,
    product_id         uuid     NOT NULL,
    slug               text     NOT NULL,
    name               text     NOT NULL,                               -- JSON: text by language
    options            text     NOT NULL,                               -- JSON: text by language
    image              text,
    quantity           int      NOT NULL CHECK (quantity >= 0),         -- asked for; once the parcel came: what was in it
    good               int      CHECK (good >= 0),                      -- null until the parcel came
    damaged            int      CHECK (damaged >= 0),
    wanted_sku         text,                                            -- exchanged for this variant; null: for the same
    wanted_options     text,                                            -- JSON: text by language
    wanted_price_minor bigint   CHECK (wanted_price_minor >= 0),        -- of one unit, as the buyer saw it
    amount_minor       bigint   NOT NULL CHECK (amount_minor >= 0),     -- what was paid for these units
    tax_minor          bigint   NOT NULL CHECK (tax_minor >= 0),        -- contained in the amount
    delivery_minor     bigint   NOT NULL CHECK (delivery_minor >= 0),   -- their share of the delivery, when that goes back too
    delivery_tax_minor bigint   NOT NULL CHECK (delivery_tax_minor >= 0),
    tendered_minor     bigint   NOT NULL DEFAULT 0,                     -- of amount and delivery: what points and gift cards had paid
    PRIMARY KEY (request_id, line_no),
    CONSTRAINT no_more_tendered_than_paid CHECK (tendered_minor BETWEEN 0 AND amount_minor + delivery_minor)
);

-- Everything that happened to a request, questions and answers among it: who, when, why. Never changed, only added to.
CREATE TABLE request_timeline (
    request_id uuid        NOT NULL REFERENCES request,
    entry_id   bigint      GENERATED ALWAYS AS IDENTITY,
    at         timestamptz NOT NULL,
    code       text        NOT NULL,
    actor      text        NOT NULL CHECK (actor IN ('BUYER', 'STAFF', 'SHOP')),
    account_id uuid,
    name       text        NOT NULL,                                    -- of the member of staff
    note       text        NOT NULL,
    photos     text[]      NOT NULL,
    PRIMARY KEY (request_id, entry_id)
);
