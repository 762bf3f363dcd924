SELECT
  p.customer_id AS customer_id,
  p.name AS name,
  p.last_order_day AS local_day,
  p.occasions AS occasions,
  p.revenue_minor AS revenue,
  count(*) OVER () AS total
FROM outcomes AS o
INNER JOIN {persons} AS p ON p.customer_no = o.customer_no
WHERE o.score < 0
  AND (o.by_value = $key_by OR (o.by_value IS NULL AND $key_by IS NULL))
ORDER BY p.revenue_minor DESC, p.customer_id
LIMIT $limit OFFSET $offset
