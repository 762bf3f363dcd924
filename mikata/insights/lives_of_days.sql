-- one row is a customer who has bought by $as_of
SELECT
  d.customer_no AS customer_no,
  {group} AS by_value,
  CAST(count(*) - 1 AS BIGINT) AS x,
  CAST(days_between(min(d.first_order_day), max(d.local_day)) AS BIGINT) AS t_x,
  CAST(days_between(min(d.first_order_day), $as_of) AS BIGINT) AS age,
  {usual} AS usual,
  sum(CASE WHEN d.local_day > d.first_order_day THEN d.revenue_minor ELSE 0 END) AS repeat_minor
FROM {days}
WHERE d.orders > 0
  AND d.local_day <= $as_of
  AND ({where})
GROUP BY d.customer_no, {group}
