-- What staff did to the stock, so that each act is done once; what it changed stands in movement.
CREATE TABLE document (
    document_id uuid        PRIMARY KEY,                               -- chosen by the caller
    kind        text        NOT NULL CHECK (kind IN ('receipt', 'correction', 'transfer')),
    content     text        NOT NULL,                                  -- to tell a repeat from another act
    account_id  uuid,
    made_at     timestamptz NOT NULL
);

CREATE TABLE count_sheet (
    sheet_id   uuid        PRIMARY KEY,                                -- chosen by the caller
    location   text        NOT NULL REFERENCES location (code),
    status     text        NOT NULL CHECK (status IN ('OPEN', 'BOOKED', 'DROPPED')),
    opened_by  uuid,
    opened_at  timestamptz NOT NULL,
    closed_at  timestamptz
);
CREATE INDEX count_sheet_newest ON count_sheet (opened_at DESC, sheet_id);

CREATE TABLE count_line (
    sheet_id uuid NOT NULL REFERENCES count_sheet (sheet_id),
    sku      text NOT NULL,
    expected int  NOT NULL,                                            -- on hand when it was counted, or when the sheet was opened
    counted  int  CHECK (counted >= 0),                                -- null until somebody has counted
    PRIMARY KEY (sheet_id, sku)
);
