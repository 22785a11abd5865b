-- Parcels handed to a carrier. Orders are trade's; their ids are plain values here.

CREATE TABLE shipment (
    shipment_id     uuid        PRIMARY KEY,
    order_id        uuid        NOT NULL,
    order_number    text        NOT NULL,
    carrier         text        NOT NULL,
    tracking_number text        NOT NULL,
    tracking_url    text,
    dispatched_at   timestamptz NOT NULL
);
CREATE INDEX shipment_of_order ON shipment (order_id, dispatched_at);

CREATE TABLE shipment_line (
    shipment_id uuid NOT NULL REFERENCES shipment (shipment_id),
    line_no     int  NOT NULL,
    sku         text NOT NULL,
    quantity    int  NOT NULL CHECK (quantity > 0),
    PRIMARY KEY (shipment_id, line_no)
);
