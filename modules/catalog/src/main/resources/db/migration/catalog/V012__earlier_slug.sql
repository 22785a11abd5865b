-- Addresses that products and categories had: whoever still has a link to one is led to where it is now.
CREATE TABLE earlier_slug (
    kind  text        NOT NULL CHECK (kind IN ('product', 'category')),
    slug  text COLLATE "C" NOT NULL,
    id    uuid        NOT NULL,                             -- who had it last
    until timestamptz NOT NULL,
    PRIMARY KEY (kind, slug)
);
