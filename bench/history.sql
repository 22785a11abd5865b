-- Orders of the past two years, all received, with all that the shop keeps of each: psql -v orders=10000000 -f history.sql
-- Like real ones their ids begin with their time, and their buyers come back ten times each. The shop must not run meanwhile:
-- indexes and keys are taken away and made anew when everything is there.
\set ON_ERROR_STOP on
\timing on
SET synchronous_commit = off;                                -- a load, not a sale
SET maintenance_work_mem = '1GB';
SET work_mem = '256MB';

CREATE TABLE public.past_table AS SELECT unnest(ARRAY['trade.orders', 'trade.order_standing', 'trade.order_line', 'trade.order_timeline',
    'payment.payment', 'inventory.reservation', 'inventory.reservation_line', 'inventory.movement', 'fulfilment.shipment'])::regclass AS name;
CREATE TABLE public.past_key AS
    SELECT conrelid::regclass::text AS name, conname, contype, pg_get_constraintdef(oid) AS definition FROM pg_constraint
     WHERE contype IN ('p', 'u', 'f') AND (conrelid IN (SELECT name FROM public.past_table) OR confrelid IN (SELECT name FROM public.past_table));
CREATE TABLE public.past_index AS
    SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index
     WHERE indrelid IN (SELECT name FROM public.past_table)
       AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u'));
SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', name, conname) FROM public.past_key ORDER BY contype <> 'f' \gexec
SELECT format('DROP INDEX %s', name) FROM public.past_index \gexec

CREATE TABLE public.past_sku AS
    SELECT row_number() OVER (ORDER BY sku) - 1 AS n, sku, variant.product_id, slug, name::text
      FROM catalog.variant JOIN catalog.product USING (product_id);
CREATE UNLOGGED TABLE public.past AS
WITH moment AS MATERIALIZED (
    SELECT n, now() - interval '1 day' - interval '730 days' * ((:orders - n)::float8 / :orders) AS at FROM generate_series(0::bigint, :orders - 1) AS n)
SELECT n, at, (begins || substr(md5('order' || n), 1, 20))::uuid AS order_id, (begins || substr(md5('payment' || n), 1, 20))::uuid AS payment_id,
       (begins || substr(md5('shipment' || n), 1, 20))::uuid AS shipment_id,
       to_char(at, 'YYMMDD') || lpad((n * 7919 % 10000000)::text, 7, '0') || 'p' AS number,
       n * 104729 % greatest(1, :orders / 10) AS buyer, n % skus AS sku_n, 1000 + n % 50000 AS price
  FROM moment, LATERAL (SELECT lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') AS begins) b,
       (SELECT count(*) AS skus FROM public.past_sku) s;
ANALYZE public.past, public.past_sku;

INSERT INTO trade.orders (order_id, number, group_id, merchant_id, placed_at, pay_before, currency, goods_minor, discount_minor, delivery_minor,
       tax_minor, total_minor, email, phone, recipient, recipient_phone, address, delivery_method, delivery_name)
SELECT order_id, number, order_id, '00000000-0000-0000-0000-000000000000', at, at + interval '30 minutes', 'CNY', price, 0, 800, 0, price + 800,
       'past-' || buyer || '@example.com', '139' || lpad(buyer::text, 8, '0'), 'Past ' || buyer, '139' || lpad(buyer::text, 8, '0'),
       '{"name":"Past","phone":"13900000000","country":"CN","region":"Shanghai","city":"Shanghai","district":"Xuhui","line1":"1 Huaihai Road","postcode":"200030"}',
       'standard', '{"zh":"标准配送","en":"Standard"}' FROM public.past;
INSERT INTO trade.order_standing (order_id, status, status_at, placed_at, payment_id)
SELECT order_id, 'RECEIVED', at + interval '8 days', at, payment_id FROM public.past;
INSERT INTO trade.order_line (order_id, line_no, line_id, sku, product_id, slug, name, options, quantity, shipped, list_price_minor, price_minor,
       discount_minor, tax_minor, delivery_share_minor, total_minor, explanation)
SELECT order_id, 1, order_id, sku, product_id, slug, name, '{}', 1, 1, price, price, 0, 0, 800, price, '{}'
  FROM public.past JOIN public.past_sku s ON s.n = sku_n;
INSERT INTO trade.order_timeline (order_id, entry_id, at, code, actor, name, note)
SELECT order_id, encode(set_byte(uuid_send(order_id), 15, which::int), 'hex')::uuid, at, code, 'SHOP', '', ''
  FROM public.past, unnest(ARRAY['placed', 'paid', 'shipped', 'received']) WITH ORDINALITY AS entry (code, which);
INSERT INTO payment.payment (payment_id, order_id, order_number, method, amount_minor, currency, status, created_at, captured_at)
SELECT payment_id, order_id, number, 'sandbox', price + 800, 'CNY', 'CAPTURED', at, at FROM public.past;
INSERT INTO inventory.reservation (order_id, status, expires_at, reserved_at) SELECT order_id, 'COMMITTED', at, at FROM public.past;
INSERT INTO inventory.reservation_line (order_id, sku, location, quantity, held, shipped)
SELECT order_id, sku, 'main', 1, 0, 1 FROM public.past JOIN public.past_sku s ON s.n = sku_n;
INSERT INTO inventory.movement (sku, location, cause, document_id, on_hand_change, reserved_change, on_hand, reserved, at)
SELECT sku, 'main', cause, order_id::text, 0, 0, 0, 0, at
  FROM public.past JOIN public.past_sku s ON s.n = sku_n, unnest(ARRAY['reservation', 'shipment']) AS cause;
INSERT INTO fulfilment.shipment (shipment_id, order_id, order_number, carrier, tracking_number, dispatched_at, status, delivered_at)
SELECT shipment_id, order_id, number, 'SF Express', 'SF' || n, at, 'DELIVERED', at FROM public.past;

SELECT definition FROM public.past_index \gexec
SELECT format('ALTER TABLE %s ADD CONSTRAINT %I %s', name, conname, definition) FROM public.past_key ORDER BY contype = 'f' \gexec
SELECT format('VACUUM ANALYZE %s', name) FROM public.past_table \gexec
DROP TABLE public.past, public.past_sku, public.past_table, public.past_key, public.past_index;
CHECKPOINT;
SELECT pg_size_pretty(pg_database_size(current_database()));
