-- one row is a day on which a contract began: the customer's first, or a renewal
WITH starts AS (
  SELECT d.customer_no AS customer_no, {by} AS by_value, d.local_day AS start_day
  FROM {days}
  WHERE d.orders > 0
    AND d.local_day = d.first_order_day
    AND d.local_day <= $as_of
    AND ({where})
  UNION DISTINCT
  SELECT r.customer_no AS customer_no, r.day_group AS by_value, r.local_day AS start_day
  FROM {renewals} AS r
  WHERE r.orders > 0
    AND r.local_day <= $as_of
),
-- one row is a contract with the day on which it is up, and the day of the next one
contracts AS (
  SELECT
    customer_no,
    by_value,
    start_day,
    add_months(start_day, $term_months) AS local_day,
    next_value(start_day) OVER (PARTITION BY customer_no, by_value ORDER BY start_day) AS next_day
  FROM starts
)
