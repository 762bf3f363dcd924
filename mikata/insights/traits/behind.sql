SELECT
  p.customer_id AS customer_id,
  p.name AS name,
  CASE WHEN q.standing % 4 >= 2 THEN 1 ELSE 0 END AS outcome,
  b.last_order_day AS local_day,
  coalesce(b.occasions, 0) AS occasions,
  coalesce(b.revenue_minor, 0) AS revenue,
  count(*) OVER () AS total
FROM people AS q
INNER JOIN {persons} AS p ON p.customer_no = q.customer_no
LEFT JOIN {bought} AS b ON b.customer_no = q.customer_no
WHERE (q.by_value = $key_by OR (q.by_value IS NULL AND $key_by IS NULL))
  AND ({rule})
ORDER BY 3 DESC, 6 DESC, p.customer_id
LIMIT $limit OFFSET $offset
