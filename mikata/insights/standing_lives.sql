-- one row is a day with an order that the question is about
WITH bought AS (
  SELECT
    d.customer_no AS customer_no,
    {group} AS by_value,
    d.local_day AS local_day,
    d.previous_order_day AS previous_order_day,
    d.revenue_minor AS revenue_minor
  FROM {days}
  WHERE d.orders > 0
    AND d.local_day <= $day_now
    AND ({where})
)
