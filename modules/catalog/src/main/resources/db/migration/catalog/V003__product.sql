CREATE TABLE product (
    product_id       uuid        PRIMARY KEY,
    code             text        NOT NULL UNIQUE,           -- the shop's own word for it, by which imports find it again
    slug             text COLLATE "C" NOT NULL UNIQUE,
    status           text        NOT NULL CHECK (status IN ('DRAFT', 'PUBLISHED', 'WITHDRAWN')),
    brand_id         uuid        REFERENCES brand,
    merchant_id      uuid        NOT NULL DEFAULT '00000000-0000-8000-8000-000000000000',   -- whose goods these are; the house's own
    name             jsonb       NOT NULL,
    summary          jsonb       NOT NULL,
    description      jsonb       NOT NULL,                  -- sanitised HTML by language
    options          jsonb       NOT NULL,                  -- [{code, name, values: [{code, name, swatch}]}]
    attributes       jsonb       NOT NULL,                  -- [{code, name, value}]
    published_at     timestamptz,                           -- first time, or as told
    -- What lists show and sort by, from the prices of the variants.
    price_min_minor  bigint      NOT NULL,
    price_max_minor  bigint      NOT NULL,
    list_price_minor bigint,                                -- of the cheapest variant, when it is above its price
    currency         char(3)     NOT NULL,                  -- ISO 4217
    sort_name        text        NOT NULL,                  -- first name there is, lower case
    search_text      text        NOT NULL,                  -- names, code and SKUs, lower case, for the back office
    terms            jsonb,                                 -- how it is sold where not as usual: tax class, quantities, limits
    content_hash     bytea       NOT NULL,                  -- of what was saved: the same again changes nothing
    version          bigint      NOT NULL,
    created_at       timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL,
    CHECK ((status = 'PUBLISHED') <= (published_at IS NOT NULL))
);
CREATE INDEX product_brand ON product (brand_id);
CREATE INDEX product_by_update ON product (updated_at, product_id);
CREATE INDEX product_by_name ON product (sort_name, product_id);
CREATE INDEX product_by_price ON product (price_min_minor, product_id);

CREATE TABLE product_category (
    product_id  uuid NOT NULL REFERENCES product ON DELETE CASCADE,
    category_id uuid NOT NULL REFERENCES category,
    position    int  NOT NULL,                              -- 1: the one it is at home in
    PRIMARY KEY (product_id, category_id)
);
CREATE INDEX product_category_by_category ON product_category (category_id, product_id);

CREATE TABLE product_image (
    product_id uuid  NOT NULL REFERENCES product ON DELETE CASCADE,
    position   int   NOT NULL,                              -- 1: the one that lists show
    media_id   text  NOT NULL REFERENCES media,
    alt        jsonb NOT NULL,
    PRIMARY KEY (product_id, position)
);
CREATE INDEX product_image_by_media ON product_image (media_id);

CREATE TABLE variant (
    variant_id   uuid  PRIMARY KEY,
    product_id   uuid  NOT NULL REFERENCES product ON DELETE CASCADE,
    sku          text  NOT NULL UNIQUE,
    position     int   NOT NULL,
    options      jsonb NOT NULL,                            -- value code by option code
    label        jsonb NOT NULL,                            -- what tells it from its siblings, for people
    weight_grams int   NOT NULL CHECK (weight_grams >= 0),
    volume_cm3   int   NOT NULL CHECK (volume_cm3 >= 0),    -- packed, for the delivery's price
    media_id     text  REFERENCES media
);
CREATE INDEX variant_by_product ON variant (product_id, position);

CREATE TABLE price (
    variant_id       uuid    NOT NULL REFERENCES variant ON DELETE CASCADE,
    currency         char(3) NOT NULL,                      -- ISO 4217
    price_minor      bigint  NOT NULL CHECK (price_minor >= 0),
    list_price_minor bigint  CHECK (list_price_minor >= price_minor),   -- the price it is struck through from
    lowest_before_minor bigint,                             -- of the 30 days before it became so; null for a first price
    PRIMARY KEY (variant_id, currency)
);

-- What was asked before, as long as that was so.
CREATE TABLE former_price (
    variant_id  uuid        NOT NULL REFERENCES variant ON DELETE CASCADE,
    currency    char(3)     NOT NULL,
    until       timestamptz NOT NULL,
    price_minor bigint      NOT NULL,
    PRIMARY KEY (variant_id, currency, until)
);
