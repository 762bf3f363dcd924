-- one row is a field of the 5 x 5 map
SELECT
  by_value,
  recency,
  frequency,
  count(*) AS customers,
  sum(revenue_minor) AS revenue_minor,
  avg(monetary) AS monetary,
  avg(recency_days) AS recency_days,
  avg(occasions) AS occasions
FROM scored
GROUP BY by_value, recency, frequency
ORDER BY by_value, recency DESC, frequency
