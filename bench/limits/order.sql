-- One order of two SKUs with its payment and event in one transaction; locks in SKU order, so that none can deadlock.
\set first random(1, 9999)
\set second random(:first + 1, 10000)
\set quantity random(1, 3)
\set customer random(1, 1000000)
BEGIN;
SELECT sku_id, price FROM limit_sku WHERE sku_id IN (:first, :second);
UPDATE limit_sku SET available = available - :quantity WHERE sku_id = :first AND available >= :quantity;
UPDATE limit_sku SET available = available - :quantity WHERE sku_id = :second AND available >= :quantity;
INSERT INTO limit_order (customer_id, total) VALUES (:customer, 2 * :quantity * 1000) RETURNING order_id \gset
INSERT INTO limit_order_line VALUES (:order_id, 1, :first, :quantity, 1000), (:order_id, 2, :second, :quantity, 1000);
INSERT INTO limit_payment (order_id, amount, state) VALUES (:order_id, 2 * :quantity * 1000, 'captured');
INSERT INTO limit_outbox (topic, payload) VALUES ('order.placed', json_build_object('order', :order_id::bigint, 'total', 2 * :quantity::int * 1000));
COMMIT;
