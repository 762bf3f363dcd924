-- one row is a customer with what they had bought by the day, and where they last did
SELECT
  b.customer_no AS customer_no,
  b.occasions AS occasions,
  b.revenue_minor AS revenue_minor,
  b.last_order_day AS last_order_day,
  x.channel AS outlet
FROM (
  SELECT
    customer_no,
    count(*) AS occasions,
    sum(revenue_minor) AS revenue_minor,
    max(local_day) AS last_order_day,
    latest(channel_seq, local_day) AS last_channel_seq
  FROM order_days
  WHERE customer_no % {every} = 0
    AND local_day <= $as_of
  GROUP BY customer_no
) AS b
LEFT JOIN actions AS x ON x.seq = b.last_channel_seq
