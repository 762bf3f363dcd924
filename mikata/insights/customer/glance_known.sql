-- one row is the customer's life of buying, in whole days, how many customers there are, and the day of
-- their last trouble
SELECT
  c.revenue_minor AS revenue_minor,
  c.revenue_365d_minor AS revenue_365d_minor,
  c.occasions AS occasions,
  coalesce(days_between(c.first_order_day, c.last_order_day), 0) AS t_x,
  coalesce(days_between(c.first_order_day, $as_of), 0) AS age,
  c.revenue_minor - c.first_revenue_minor AS repeat_minor,
  (SELECT customers FROM book_summary) AS customers,
  c.last_trouble_day AS last_trouble_day
FROM customer_summary AS c
WHERE c.customer_no = $customer_no
