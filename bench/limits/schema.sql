-- The least that any shop must write for an order, for pgbench: the limit that Kontor's order flow is held against.
DROP TABLE IF EXISTS limit_outbox, limit_payment, limit_order_line, limit_order, limit_sku;
CREATE TABLE limit_sku (sku_id int PRIMARY KEY, price bigint NOT NULL, available int NOT NULL) WITH (fillfactor = 70);
CREATE TABLE limit_order (order_id bigserial PRIMARY KEY, customer_id int NOT NULL, total bigint NOT NULL, placed_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE limit_order_line (order_id bigint NOT NULL REFERENCES limit_order, line_no smallint NOT NULL, sku_id int NOT NULL REFERENCES limit_sku, quantity int NOT NULL, price bigint NOT NULL, PRIMARY KEY (order_id, line_no));
CREATE TABLE limit_payment (payment_id bigserial PRIMARY KEY, order_id bigint NOT NULL REFERENCES limit_order, amount bigint NOT NULL, state text NOT NULL);
CREATE TABLE limit_outbox (event_id bigserial PRIMARY KEY, topic text NOT NULL, payload jsonb NOT NULL, created_at timestamptz NOT NULL DEFAULT now());
INSERT INTO limit_sku SELECT n, 1000 + n, 100000000 FROM generate_series(1, 10000) n;
VACUUM ANALYZE limit_sku;
