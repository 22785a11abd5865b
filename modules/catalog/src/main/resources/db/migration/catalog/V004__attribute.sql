-- What products can say of themselves, told once for the shop, and which products have to say it.
CREATE TABLE attribute (
    attribute_id uuid        PRIMARY KEY,
    code         text        NOT NULL UNIQUE,
    kind         text        NOT NULL CHECK (kind IN ('TEXT', 'NUMBER', 'CHOICE', 'CHOICES', 'DATE', 'COLOUR', 'FILE')),
    name         jsonb       NOT NULL,
    unit         text        CHECK (unit IS NULL OR kind = 'NUMBER'),
    choices      jsonb       NOT NULL,                      -- [{code, name, swatch}], as people see them
    filterable   boolean     NOT NULL,
    version      bigint      NOT NULL,
    updated_at   timestamptz NOT NULL
);

CREATE TABLE product_type (
    product_type_id uuid        PRIMARY KEY,
    code            text        NOT NULL UNIQUE,
    name            jsonb       NOT NULL,
    version         bigint      NOT NULL,
    updated_at      timestamptz NOT NULL
);

CREATE TABLE product_type_attribute (
    product_type_id uuid    NOT NULL REFERENCES product_type ON DELETE CASCADE,
    attribute_id    uuid    NOT NULL REFERENCES attribute,
    position        int     NOT NULL,                       -- 1: first in forms and on pages
    required        boolean NOT NULL,
    per_variant     boolean NOT NULL,
    PRIMARY KEY (product_type_id, attribute_id)
);
CREATE INDEX product_type_attribute_by_attribute ON product_type_attribute (attribute_id);

ALTER TABLE category ADD COLUMN product_type_id uuid REFERENCES product_type;
CREATE INDEX category_product_type ON category (product_type_id);
