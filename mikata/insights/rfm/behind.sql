SELECT
  p.customer_id AS customer_id,
  p.name AS name,
  s.recency_days AS recency_days,
  s.occasions AS occasions,
  s.revenue_minor AS revenue,
  s.recency AS recency,
  s.frequency AS frequency,
  s.monetary AS monetary,
  count(*) OVER () AS total
FROM scored AS s
INNER JOIN {persons} AS p ON p.customer_no = s.customer_no
WHERE s.recency = $key_recency
  AND s.frequency = $key_frequency
  AND (s.by_value = $key_by OR (s.by_value IS NULL AND $key_by IS NULL))
ORDER BY s.revenue_minor DESC, p.customer_id
LIMIT $limit OFFSET $offset
