-- Parcels that are just being recorded. Stock and carrier may know of one already when its recording is interrupted, so it
-- stands here until all of them do, and is finished by itself.
CREATE TABLE parcel (
    shipment_id     uuid        PRIMARY KEY,
    order_id        uuid        NOT NULL,
    order_number    text        NOT NULL,
    carrier         text        NOT NULL,
    tracking_number text        NOT NULL,
    skus            text[]      NOT NULL,
    quantities      int[]       NOT NULL,                    -- of each SKU, in their order
    account_id      uuid,
    name            text        NOT NULL,                    -- of the member of staff
    begun_at        timestamptz NOT NULL
);
