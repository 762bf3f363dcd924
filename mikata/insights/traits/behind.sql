SELECT
  p.customer_id AS customer_id,
  p.name AS name,
  CASE WHEN q.standing % 4 >= 2 THEN 1 ELSE 0 END AS outcome,
  p.last_order_day AS local_day,
  p.occasions AS occasions,
  p.revenue_minor AS revenue,
  count(*) OVER () AS total
FROM people AS q
INNER JOIN {persons} AS p ON p.customer_no = q.customer_no
WHERE (q.by_value = $key_by OR (q.by_value IS NULL AND $key_by IS NULL))
  AND ({rule})
ORDER BY 3 DESC, p.revenue_minor DESC, p.customer_id
LIMIT $limit OFFSET $offset
