-- one row is a day that the question is about
WITH done AS (
  SELECT
    d.customer_no AS customer_no,
    {group} AS by_value,
    d.local_day AS local_day,
    d.previous_order_day AS previous_order_day,
    d.orders AS orders,
    d.revenue_minor AS revenue_minor,
    d.considered AS considered,
    d.referred AS referred
  FROM {days}
  WHERE d.local_day <= $day_now
    AND ({where})
)
