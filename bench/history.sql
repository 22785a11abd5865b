-- Orders of the past two years, all received, with all that the shop keeps of each: psql -v orders=10000000 -f history.sql
-- Like real ones their ids begin with their time, and their buyers come back ten times each.
SET synchronous_commit = off;                                -- a load, not a sale
SET client_min_messages = warning;
DROP INDEX trade.orders_email, trade.orders_phone, trade.orders_recipient, trade.orders_recipient_phone, trade.order_line_sku;

CREATE OR REPLACE FUNCTION public.past_id(at timestamptz, what text, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '8' || substr(h, 1, 3) || '8' || substr(h, 4, 15))::uuid
      FROM md5(what || n) AS h
$$;
CREATE TABLE public.past_sku AS
    SELECT row_number() OVER (ORDER BY sku) - 1 AS n, sku, variant.product_id, slug, name::text
      FROM catalog.variant JOIN catalog.product USING (product_id);
CREATE UNIQUE INDEX ON public.past_sku (n);
ANALYZE public.past_sku;

CREATE VIEW public.past AS
SELECT n, at, public.past_id(at, 'order', n) AS order_id, public.past_id(at, 'payment', n) AS payment_id,
       public.past_id(at, 'shipment', n) AS shipment_id,
       to_char(at, 'YYMMDD') || lpad((n * 7919 % 10000000)::text, 7, '0') || 'p' AS number,
       n * 104729 % greatest(1, :orders / 10) AS buyer, n % (SELECT count(*) FROM public.past_sku) AS sku_n, 1000 + n % 50000 AS price
  FROM generate_series(0::bigint, :orders - 1) AS n,
       LATERAL (SELECT now() - interval '1 day' - interval '730 days' * ((:orders - n)::float8 / :orders) AS at) t;

SELECT format('INSERT INTO trade.orders (order_id, number, group_id, merchant_id, placed_at, pay_before, currency, goods_minor, discount_minor, delivery_minor,
                     tax_minor, total_minor, email, phone, recipient, recipient_phone, address, delivery_method, delivery_name)
              SELECT order_id, number, order_id, ''00000000-0000-0000-0000-000000000000'', at, at + interval ''30 minutes'', ''CNY'', price, 0, 800, 0, price + 800,
                     ''past-'' || buyer || ''@example.com'', ''139'' || lpad(buyer::text, 8, ''0''), ''Past '' || buyer, ''139'' || lpad(buyer::text, 8, ''0''),
                     ''{"name":"Past","phone":"13900000000","country":"CN","region":"Shanghai","city":"Shanghai","district":"Xuhui","line1":"1 Huaihai Road","postcode":"200030"}'',
                     ''standard'', ''{"zh":"标准配送","en":"Standard"}'' FROM public.past WHERE n BETWEEN %1$s AND %2$s;
              INSERT INTO trade.order_standing (order_id, status, status_at, placed_at, payment_id)
              SELECT order_id, ''RECEIVED'', at + interval ''8 days'', at, payment_id FROM public.past WHERE n BETWEEN %1$s AND %2$s;
              INSERT INTO trade.order_line (order_id, line_no, line_id, sku, product_id, slug, name, options, quantity, shipped, list_price_minor, price_minor,
                     discount_minor, tax_minor, delivery_share_minor, total_minor, explanation)
              SELECT order_id, 1, order_id, sku, product_id, slug, name, ''{}'', 1, 1, price, price, 0, 0, 800, price, ''{}''
                FROM public.past JOIN public.past_sku s ON s.n = sku_n WHERE past.n BETWEEN %1$s AND %2$s;
              INSERT INTO trade.order_timeline (order_id, entry_id, at, code, actor, name, note)
              SELECT order_id, public.past_id(at, code, n), at, code, ''SHOP'', '''', '''' FROM public.past, unnest(ARRAY[''placed'', ''paid'', ''shipped'', ''received'']) AS code
               WHERE n BETWEEN %1$s AND %2$s;
              INSERT INTO payment.payment (payment_id, order_id, order_number, method, amount_minor, currency, status, created_at, captured_at)
              SELECT payment_id, order_id, number, ''sandbox'', price + 800, ''CNY'', ''CAPTURED'', at, at FROM public.past WHERE n BETWEEN %1$s AND %2$s;
              INSERT INTO inventory.reservation (order_id, status, expires_at, reserved_at)
              SELECT order_id, ''COMMITTED'', at, at FROM public.past WHERE n BETWEEN %1$s AND %2$s;
              INSERT INTO inventory.reservation_line (order_id, sku, location, quantity, held, shipped)
              SELECT order_id, sku, ''main'', 1, 0, 1 FROM public.past JOIN public.past_sku s ON s.n = sku_n WHERE past.n BETWEEN %1$s AND %2$s;
              INSERT INTO inventory.movement (sku, location, cause, document_id, on_hand_change, reserved_change, on_hand, reserved, at)
              SELECT sku, ''main'', cause, order_id::text, 0, 0, 0, 0, at FROM public.past JOIN public.past_sku s ON s.n = sku_n, unnest(ARRAY[''reservation'', ''shipment'']) AS cause
               WHERE past.n BETWEEN %1$s AND %2$s;
              INSERT INTO fulfilment.shipment (shipment_id, order_id, order_number, carrier, tracking_number, dispatched_at, status, delivered_at)
              SELECT shipment_id, order_id, number, ''SF Express'', ''SF'' || n, at, ''DELIVERED'', at FROM public.past WHERE n BETWEEN %1$s AND %2$s;',
              low, least(low + 99999, :orders - 1))
  FROM generate_series(0, :orders - 1, 100000) AS low \gexec

CREATE INDEX orders_email ON trade.orders (email) WHERE email IS NOT NULL;
CREATE INDEX orders_phone ON trade.orders (phone) WHERE phone IS NOT NULL;
CREATE INDEX orders_recipient ON trade.orders (recipient);
CREATE INDEX orders_recipient_phone ON trade.orders (recipient_phone);
CREATE INDEX order_line_sku ON trade.order_line (sku);
DROP VIEW public.past;
DROP TABLE public.past_sku;
DROP FUNCTION public.past_id;
VACUUM ANALYZE trade.orders, trade.order_standing, trade.order_line, trade.order_timeline, payment.payment, inventory.reservation, inventory.reservation_line, inventory.movement, fulfilment.shipment;
CHECKPOINT;
