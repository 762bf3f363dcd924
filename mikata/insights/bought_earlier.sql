(
  -- one row is a customer with what they had bought by a day that is not the last
  SELECT
    customer_no,
    count(*) AS occasions,
    sum(revenue_minor) AS revenue_minor,
    max(local_day) AS last_order_day,
    latest(channel_seq, local_day) AS last_channel_seq
  FROM order_days
  WHERE local_day <= $as_of
  GROUP BY customer_no
)