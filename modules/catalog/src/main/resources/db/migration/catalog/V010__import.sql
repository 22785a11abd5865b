-- Imports of catalogue files. The files themselves stand in the data folder, under imports/<import_id>.
CREATE TABLE import_run (
    import_id        uuid        PRIMARY KEY,
    status           text        NOT NULL CHECK (status IN ('MAPPING', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
    profile          text        NOT NULL,
    files            json        NOT NULL,                  -- how each is read, its columns, how many rows
    mapping          json        NOT NULL,                  -- field by column, in the columns' order
    terms            json        NOT NULL,                  -- currency, rate, language, constants
    created_by       text        NOT NULL,
    created_at       timestamptz NOT NULL,
    started_at       timestamptz,
    finished_at      timestamptz,
    cancel_wanted    boolean     NOT NULL DEFAULT false,
    detail           text,                                  -- why it failed, for people
    rows_all         bigint      NOT NULL,
    -- Progress. A run that was cut off goes on behind done_through; while staged is false it begins anew.
    staged           boolean     NOT NULL DEFAULT false,
    rows_staged      bigint      NOT NULL DEFAULT 0,
    done_through     text        COLLATE "C" NOT NULL DEFAULT '',
    rows_read        bigint      NOT NULL DEFAULT 0,        -- whose product was saved, refused or left as it is
    created          int         NOT NULL DEFAULT 0,        -- products
    changed          int         NOT NULL DEFAULT 0,
    unchanged        int         NOT NULL DEFAULT 0,
    refused          int         NOT NULL DEFAULT 0,
    bad_rows         int         NOT NULL DEFAULT 0,
    pictures_missing int         NOT NULL DEFAULT 0,
    worker           uuid,                                  -- the process that works on it
    heartbeat_at     timestamptz
);
CREATE INDEX import_run_by_age ON import_run (created_at, import_id);

-- Rows that wait for the other rows of their product. Gone when the import has ended.
CREATE TABLE import_row (
    import_id   uuid     NOT NULL REFERENCES import_run ON DELETE CASCADE,
    product_key text     COLLATE "C" NOT NULL,
    file        smallint NOT NULL,
    line        bigint   NOT NULL,
    part        text     NOT NULL,
    cells       text     NOT NULL,                          -- JSON by column, without the empty ones
    PRIMARY KEY (import_id, product_key, file, line, part)
);

CREATE TABLE import_fault (
    import_id   uuid     NOT NULL REFERENCES import_run ON DELETE CASCADE,
    file        smallint NOT NULL,
    line        bigint   NOT NULL,
    fault_id    bigint   GENERATED ALWAYS AS IDENTITY,
    column_name text,
    product     text,
    reason      text     NOT NULL,                          -- JSON: the key of its text, and what stands in it
    PRIMARY KEY (import_id, file, line, fault_id)
);

-- What an import last made of each product, by its code: the same again changes nothing, also not what staff changed or
-- shoppers bought in the meantime.
CREATE TABLE import_content (
    code         text  PRIMARY KEY,
    content_hash bytea NOT NULL,
    stock_hash   bytea NOT NULL
);

-- Finding a free slug asks for all that begin with it.
CREATE INDEX product_slug_start ON product (slug text_pattern_ops);
CREATE INDEX brand_slug_start ON brand (slug text_pattern_ops);
