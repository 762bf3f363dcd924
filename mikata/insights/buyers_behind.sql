-- one row is a customer who bought in the period, with what they bought
WITH buyers AS (
  SELECT
    d.customer_no AS customer_no,
    max(d.local_day) AS local_day,
    count(*) AS occasions,
    sum(d.orders) AS orders,
    sum(d.revenue_minor) AS revenue_minor
  FROM {days_by_month}
  WHERE d.orders > 0
    AND d.local_day >= $key_start
    AND d.local_day <= $key_end
    AND ({by} = $key_by OR ({by} IS NULL AND $key_by IS NULL))
    AND ({where})
    AND ({condition})
  GROUP BY d.customer_no
)
SELECT
  p.customer_id AS customer_id,
  p.name AS name,
  b.local_day AS local_day,
  b.occasions AS occasions,
  b.orders AS orders,
  b.revenue_minor AS revenue,
  count(*) OVER () AS total
FROM buyers AS b
INNER JOIN {persons} AS p ON p.customer_no = b.customer_no
WHERE {having}
ORDER BY b.revenue_minor DESC, p.customer_id
LIMIT $limit OFFSET $offset
