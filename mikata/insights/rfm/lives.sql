-- one row is a customer who has bought in the window
SELECT
  d.customer_no AS customer_no,
  {group} AS by_value,
  max(d.local_day) AS last_day,
  count(*) AS occasions,
  CAST(sum(d.revenue_minor) AS BIGINT) AS revenue_minor
FROM {days}
WHERE d.orders > 0
  AND d.local_day >= $start
  AND d.local_day <= $end
  AND ({where})
GROUP BY d.customer_no, {group}
