SELECT
  p.customer_id AS customer_id,
  p.name AS name,
  b.last_order_day AS local_day,
  b.occasions AS occasions,
  b.revenue_minor AS revenue,
  count(*) OVER () AS total
FROM outcomes AS o
INNER JOIN {persons} AS p ON p.customer_no = o.customer_no
INNER JOIN (
{bought}
) AS b ON b.customer_no = o.customer_no
WHERE o.score < 0
  AND (o.by_value = $key_by OR (o.by_value IS NULL AND $key_by IS NULL))
ORDER BY b.revenue_minor DESC, p.customer_id
LIMIT $limit OFFSET $offset
