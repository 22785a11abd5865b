-- Parcels handed to a carrier, and what is heard of them. Orders are trade's; their ids are plain values here.

CREATE TABLE shipment (
    shipment_id     uuid        PRIMARY KEY,
    order_id        uuid        NOT NULL,
    order_number    text        NOT NULL,
    carrier         text        NOT NULL,
    tracking_number text        NOT NULL,
    tracking_url    text,
    dispatched_at   timestamptz NOT NULL,
    status          text        NOT NULL DEFAULT 'DISPATCHED'    -- of the latest event by its own time
                    CHECK (status IN ('DISPATCHED', 'IN_TRANSIT', 'OUT_FOR_DELIVERY', 'DELIVERED', 'PROBLEM', 'RETURNED')),
    delivered_at    timestamptz                                  -- once told, for good
);
CREATE INDEX shipment_of_order ON shipment (order_id, dispatched_at);
CREATE INDEX shipment_tracking ON shipment (tracking_number);

CREATE TABLE shipment_line (
    shipment_id uuid NOT NULL REFERENCES shipment (shipment_id),
    line_no     int  NOT NULL,
    sku         text NOT NULL,
    quantity    int  NOT NULL CHECK (quantity > 0),
    PRIMARY KEY (shipment_id, line_no)
);

-- What became of a parcel on its way, as its carrier reports it or staff enters it. Never changed, only added to.
CREATE TABLE tracking_event (
    shipment_id uuid        NOT NULL REFERENCES shipment (shipment_id),
    event_id    text        NOT NULL,                        -- the reporter's: one that comes again changes nothing
    at          timestamptz NOT NULL,                        -- when it happened; reports come late and out of order
    status      text        NOT NULL CHECK (status IN ('IN_TRANSIT', 'OUT_FOR_DELIVERY', 'DELIVERED', 'PROBLEM', 'RETURNED')),
    place       text        NOT NULL,
    words       text        NOT NULL,
    by_carrier  boolean     NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (shipment_id, event_id)
);
