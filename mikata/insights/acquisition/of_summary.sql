-- one row is the customers whose first order fell in a period; their first day is in their summary
WITH came AS (
  SELECT c.first_order_day AS local_day, {group} AS by_value
  FROM {customers}
  WHERE c.first_order_day >= $start
    AND c.first_order_day <= $end
    AND ({where})
)
SELECT
  {period} AS period,
  by_value,
  count(*) AS customers
FROM came
GROUP BY {period}, by_value
ORDER BY period, by_value
