-- one row is how many of a cohort bought in a period
SELECT
  {by_columns},
  {grain}_no(d.first_order_day) AS cohort_no,
  {period} AS period_no,
  sum(CASE WHEN {first_of_period} THEN 1 ELSE 0 END) AS retained
FROM {days_by_month}
WHERE d.orders > 0
  AND {window}
  AND ({where})
GROUP BY {group}, {grain}_no(d.first_order_day), {period}
