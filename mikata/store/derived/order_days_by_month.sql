-- one row is a customer's local day with an order; those of a month lie together
SELECT
  customer_no, block, local_day,
  orders, revenue_minor, cost_minor, discount_minor,
  first_order_day, previous_order_day
FROM order_days
WHERE {touched}
ORDER BY month_no(local_day), customer_no
