-- Photos that buyers add to a request. They may show a home or a face, so they belong to their order and are shown to
-- its buyer and to staff only. The same photo for one order is kept once.
CREATE TABLE photo (
    order_id     uuid        NOT NULL,
    photo_id     text        NOT NULL CHECK (photo_id ~ '^[0-9a-f]{64}$'),   -- SHA-256 of the bytes
    content_type text        NOT NULL CHECK (content_type IN ('image/jpeg', 'image/png', 'image/webp')),
    width        int         NOT NULL CHECK (width > 0),
    height       int         NOT NULL CHECK (height > 0),
    bytes        bytea       NOT NULL,
    attached     boolean     NOT NULL DEFAULT false,                         -- to a request; others are forgotten after a day
    taken_at     timestamptz NOT NULL,
    PRIMARY KEY (order_id, photo_id)
);
ALTER TABLE photo ALTER COLUMN bytes SET STORAGE EXTERNAL;                   -- pictures are compressed already
CREATE INDEX photo_unattached ON photo (taken_at) WHERE NOT attached;
