-- Texts are {"zh": ..., "en": ...}.
CREATE TABLE category (
    category_id uuid        PRIMARY KEY,
    code        text        NOT NULL UNIQUE,                -- the shop's own word for it, by which imports find it again
    slug        text COLLATE "C" NOT NULL UNIQUE,
    parent_id   uuid        REFERENCES category,
    name        jsonb       NOT NULL,
    description jsonb       NOT NULL,
    media_id    text        REFERENCES media,
    position    int         NOT NULL,                       -- among its siblings, ascending
    shown       boolean     NOT NULL,
    version     bigint      NOT NULL,
    updated_at  timestamptz NOT NULL
);
CREATE INDEX category_parent ON category (parent_id);

CREATE TABLE brand (
    brand_id    uuid        PRIMARY KEY,
    code        text        NOT NULL UNIQUE,
    slug        text COLLATE "C" NOT NULL UNIQUE,
    name        jsonb       NOT NULL,
    description jsonb       NOT NULL,
    version     bigint      NOT NULL,
    updated_at  timestamptz NOT NULL
);
