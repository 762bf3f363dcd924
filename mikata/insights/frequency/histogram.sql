-- one row is a customer who bought in the window
WITH buyers AS (
  SELECT d.customer_no AS customer_no, {group} AS by_value, count(*) AS occasions
  FROM {days}
  WHERE d.orders > 0
    AND d.local_day >= $start
    AND d.local_day <= $end
    AND ({where})
  GROUP BY d.customer_no, {group}
)
-- one row is a number of occasions; the last one is open upwards
SELECT
  CASE WHEN occasions > 20 THEN 20 ELSE occasions END AS bar,
  by_value,
  count(*) AS customers
FROM buyers
GROUP BY CASE WHEN occasions > 20 THEN 20 ELSE occasions END, by_value
ORDER BY 2, 1
