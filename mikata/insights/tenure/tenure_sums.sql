-- one row is the active customers of a period, by whole years since their first order, of one age
SELECT
  {by_columns},
  {period} AS period_no,
  CASE WHEN days_between(d.first_order_day, d.local_day) < 365 THEN 0
       WHEN days_between(d.first_order_day, d.local_day) < 730 THEN 1
       WHEN days_between(d.first_order_day, d.local_day) < 1095 THEN 2
       WHEN days_between(d.first_order_day, d.local_day) < 1825 THEN 3
       ELSE 5 END AS years,
  g.age AS age,
  sum(CASE WHEN {first_of_period} THEN 1 ELSE 0 END) AS customers
FROM {days_by_month}
{ages}
WHERE d.orders > 0
  AND {window}
  AND ({where})
GROUP BY {group}, {period}, years, g.age
