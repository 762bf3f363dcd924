-- one row is the active customers of a period, by whole years since their first order
SELECT
  {period} AS period,
  {by} AS by_value,
  CASE WHEN d.local_day < add_days(d.first_order_day, 365) THEN 0
       WHEN d.local_day < add_days(d.first_order_day, 730) THEN 1
       WHEN d.local_day < add_days(d.first_order_day, 1095) THEN 2
       WHEN d.local_day < add_days(d.first_order_day, 1825) THEN 3
       ELSE 5 END AS years,
  count(*) AS customers,
  median(g.age) AS median_age
FROM {days}
LEFT JOIN {ages} AS g ON g.customer_no = d.customer_no
WHERE d.orders > 0
  AND {first_of_period}
  AND d.local_day >= $start
  AND d.local_day <= $end
  AND ({where})
GROUP BY {period}, {by},
  CASE WHEN d.local_day < add_days(d.first_order_day, 365) THEN 0
       WHEN d.local_day < add_days(d.first_order_day, 730) THEN 1
       WHEN d.local_day < add_days(d.first_order_day, 1095) THEN 2
       WHEN d.local_day < add_days(d.first_order_day, 1825) THEN 3
       ELSE 5 END
ORDER BY period, by_value, years
