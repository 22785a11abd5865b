-- What staff calls orders by, to find those that belong together.
CREATE TABLE order_tag (
    order_id uuid NOT NULL,
    tag      text COLLATE "C" NOT NULL,                          -- as written, compared without case
    PRIMARY KEY (order_id, tag)
);
CREATE INDEX order_tag_orders ON order_tag (lower(tag), order_id);
