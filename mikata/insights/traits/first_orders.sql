-- one row is a customer's first day with an order: where it was placed, what most was spent on,
-- whether something was taken off
SELECT
  n.customer_no AS customer_no,
  earliest(x.channel, x.seq) AS outlet,
  latest(i.category, coalesce(x.amount_minor, 0) - 1e-9 * x.seq) AS category,
  CASE WHEN sum(x.discount_minor) > 0 THEN 'yes' WHEN sum(x.discount_minor) = 0 THEN 'no' END AS discount
FROM actions_now AS x
LEFT JOIN identities_now AS l ON l.identity = x.identity
INNER JOIN customer_ids AS n ON n.customer_id = coalesce(x.customer_id, l.customer_id)
INNER JOIN customer_summary AS b ON b.customer_no = n.customer_no AND b.first_order_day = x.local_day
LEFT JOIN items_now AS i ON i.item_id = x.item_id
WHERE x.kind IN ({activity})
GROUP BY n.customer_no
