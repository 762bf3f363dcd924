-- one row is a field of the 5 x 5 map with what the models say of its customers
SELECT
  s.by_value AS by_value,
  s.recency AS recency,
  s.frequency AS frequency,
  count(*) AS customers,
  sum(s.revenue_minor) AS revenue_minor,
  avg(a.value) AS p_alive,
  avg(o.value) AS orders,
  avg(v.value) AS clv,
  sum(v.value) AS clv_total
FROM scored AS s
LEFT JOIN customer_measures AS a ON a.customer_no = s.customer_no AND a.measure = 'p_alive'
LEFT JOIN customer_measures AS o ON o.customer_no = s.customer_no AND o.measure = 'expected_orders_12m'
LEFT JOIN customer_measures AS v ON v.customer_no = s.customer_no AND v.measure = 'clv_12m'
GROUP BY s.by_value, s.recency, s.frequency
ORDER BY by_value, recency DESC, frequency
