-- What buyers sent back, so that each return is taken in once. What it did to the stock stands in movement.
CREATE TABLE taken_back (
    return_id uuid        PRIMARY KEY,                                 -- chosen by the caller
    content   text        NOT NULL,                                    -- SKUs and quantities, to tell a repeat from another return
    taken_at  timestamptz NOT NULL
);
