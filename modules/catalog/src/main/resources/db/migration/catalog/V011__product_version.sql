-- A product's versions: what it was, what it is, and what staff prepare. The product's own tables hold what is current.
CREATE TABLE product_version (
    product_id   uuid        NOT NULL REFERENCES product ON DELETE CASCADE,
    number       int         NOT NULL CHECK (number > 0),
    state        text        NOT NULL CHECK (state IN ('DRAFT', 'SUBMITTED', 'SENT_BACK', 'SCHEDULED',
                                                       'PUBLISHED', 'WITHDRAWN', 'REPLACED', 'DROPPED')),
    content      jsonb       NOT NULL,                      -- the whole product, without its stock
    content_hash bytea,                                     -- the product's when this became current; null before
    based_on     bytea       NOT NULL,                      -- the product's when this was last saved
    revision     bigint      NOT NULL,
    publish_at   timestamptz,
    created_by   text        NOT NULL,                      -- names of people
    created_at   timestamptz NOT NULL,
    changed_by   text        NOT NULL,
    changed_at   timestamptz NOT NULL,
    published_at timestamptz,
    PRIMARY KEY (product_id, number),
    CHECK ((state = 'SCHEDULED') <= (publish_at IS NOT NULL)),
    CHECK ((state IN ('PUBLISHED', 'WITHDRAWN', 'REPLACED')) = (published_at IS NOT NULL))
);
-- One at a time is worked on, and one is what shoppers see, or saw last.
CREATE UNIQUE INDEX product_version_open ON product_version (product_id)
    WHERE state IN ('DRAFT', 'SUBMITTED', 'SENT_BACK', 'SCHEDULED');
CREATE UNIQUE INDEX product_version_current ON product_version (product_id) WHERE state IN ('PUBLISHED', 'WITHDRAWN');
CREATE INDEX product_version_desk ON product_version (changed_at, product_id)
    WHERE state IN ('DRAFT', 'SUBMITTED', 'SENT_BACK', 'SCHEDULED');
CREATE INDEX product_version_due ON product_version (publish_at) WHERE state = 'SCHEDULED';

-- Who did what to a version, and why.
CREATE TABLE product_version_entry (
    entry_id   uuid        PRIMARY KEY,
    product_id uuid        NOT NULL,
    number     int         NOT NULL,
    at         timestamptz NOT NULL,
    code       text        NOT NULL,
    name       text        NOT NULL,                        -- of the person
    about      text,                                        -- the part of the product that a remark is about
    note       text        NOT NULL,
    FOREIGN KEY (product_id, number) REFERENCES product_version ON DELETE CASCADE
);
CREATE INDEX product_version_entry_of ON product_version_entry (product_id, number, entry_id);
