-- one row is a customer who has bought, with what they bought in all, and where they last did
SELECT
  b.customer_no AS customer_no,
  b.occasions AS occasions,
  b.revenue_minor AS revenue_minor,
  b.last_order_day AS last_order_day,
  x.channel AS outlet
FROM customer_summary AS b
LEFT JOIN actions AS x ON x.seq = b.last_channel_seq
WHERE b.customer_no % {every} = 0
