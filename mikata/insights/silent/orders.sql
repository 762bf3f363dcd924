-- one row is a customer with what they had bought by the day, and where they last did
SELECT
  b.customer_no AS customer_no,
  b.occasions AS occasions,
  b.revenue_minor AS revenue_minor,
  b.last_order_day AS last_order_day,
  x.channel AS outlet
FROM {orders} AS b
LEFT JOIN actions AS x ON x.seq = b.last_channel_seq
WHERE b.customer_no % {every} = 0
