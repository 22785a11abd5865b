-- How goods reach the shopper. A method that is not active is not offered; standard always is. What a method costs where
-- is one document that is read and changed as a whole: amounts in it are of the method's currency.

CREATE TABLE delivery_method (
    code        text    PRIMARY KEY,
    kind        text    NOT NULL CHECK (kind IN ('DELIVERY', 'PICK_UP')),
    name        jsonb   NOT NULL,                           -- by language
    description jsonb   NOT NULL,
    currency    char(3) NOT NULL,
    zones       jsonb   NOT NULL,                           -- the first that fits an address is its zone
    days_min    int     NOT NULL CHECK (days_min >= 0),
    days_max    int     NOT NULL CHECK (days_max >= days_min),
    position    int     NOT NULL,                           -- among the others, the lowest first
    active      boolean NOT NULL DEFAULT true,
    version     bigint  NOT NULL DEFAULT 1,
    CONSTRAINT standard_is_always_offered CHECK (active OR code <> 'standard')
);

-- Where goods can be picked up.
CREATE TABLE pick_up_point (
    code     text    PRIMARY KEY,
    name     jsonb   NOT NULL,                              -- by language
    address  jsonb   NOT NULL,
    hours    jsonb   NOT NULL,
    phone    text    NOT NULL,
    position int     NOT NULL,
    active   boolean NOT NULL DEFAULT true,
    version  bigint  NOT NULL DEFAULT 1
);

INSERT INTO delivery_method (code, kind, name, description, currency, zones, days_min, days_max, position)
VALUES ('standard', 'DELIVERY', '{"zh": "标准配送", "en": "Standard delivery"}',
        '{"zh": "满 99 元包邮，2 至 4 个工作日送达", "en": "Free from ¥99, arrives in 2 to 4 working days"}', 'CNY',
        '[{"name": {"zh": "所有地区", "en": "Everywhere"}, "areas": [{"country": "*", "regions": [], "postcodes": []}],
           "basis": "WEIGHT", "tiers": [{"upTo": 1000, "price": {"amount": "10.00", "currency": "CNY"}}],
           "further": {"step": 1000, "price": {"amount": "2.00", "currency": "CNY"}},
           "freeFrom": {"amount": "99.00", "currency": "CNY"}, "remoteAreas": [], "remoteSurcharge": null}]',
        2, 4, 10),
       ('express', 'DELIVERY', '{"zh": "特快配送", "en": "Express delivery"}',
        '{"zh": "优先发货，1 至 2 个工作日送达", "en": "Sent first, arrives in 1 to 2 working days"}', 'CNY',
        '[{"name": {"zh": "所有地区", "en": "Everywhere"}, "areas": [{"country": "*", "regions": [], "postcodes": []}],
           "basis": "WEIGHT", "tiers": [{"upTo": 1000, "price": {"amount": "22.00", "currency": "CNY"}}],
           "further": {"step": 1000, "price": {"amount": "6.00", "currency": "CNY"}},
           "freeFrom": null, "remoteAreas": [], "remoteSurcharge": null}]',
        1, 2, 20);
