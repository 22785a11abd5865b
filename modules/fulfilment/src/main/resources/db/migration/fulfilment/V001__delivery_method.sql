-- Amounts in minor units of currency. A method that is not active is not offered; standard always is.

CREATE TABLE delivery_method (
    code            text    PRIMARY KEY,
    name            jsonb   NOT NULL,                       -- by language
    description     jsonb   NOT NULL,
    price_minor     bigint  NOT NULL CHECK (price_minor >= 0),
    per_kg_minor    bigint  NOT NULL CHECK (per_kg_minor >= 0),    -- for every started kilogram above the first
    free_from_minor bigint  CHECK (free_from_minor >= 0),   -- goods total from which it costs nothing
    currency        char(3) NOT NULL,
    days_min        int     NOT NULL CHECK (days_min >= 0),
    days_max        int     NOT NULL CHECK (days_max >= days_min),
    active          boolean NOT NULL DEFAULT true,
    version         bigint  NOT NULL DEFAULT 1,
    CONSTRAINT standard_is_always_offered CHECK (active OR code <> 'standard')
);

INSERT INTO delivery_method
       (code, name, description, price_minor, per_kg_minor, free_from_minor, currency, days_min, days_max)
VALUES ('standard', '{"zh": "标准配送", "en": "Standard delivery"}',
        '{"zh": "满 99 元包邮，2 至 4 个工作日送达", "en": "Free from ¥99, arrives in 2 to 4 working days"}',
        1000, 200, 9900, 'CNY', 2, 4),
       ('express', '{"zh": "特快配送", "en": "Express delivery"}',
        '{"zh": "优先发货，1 至 2 个工作日送达", "en": "Sent first, arrives in 1 to 2 working days"}',
        2200, 600, NULL, 'CNY', 1, 2);
