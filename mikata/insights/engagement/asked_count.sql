-- one row is how many were asked in a period, and how far it got
SELECT
  {period} AS period,
  {group} AS by_value,
  count(*) AS invited,
  sum(CASE WHEN stage >= 2 THEN 1 ELSE 0 END) AS delivered,
  sum(CASE WHEN stage = 3 THEN 1 ELSE 0 END) AS answered
FROM asked AS d
LEFT JOIN {customers} ON c.customer_no = d.customer_no
WHERE local_day >= $start
  AND local_day <= $end
  AND ({where})
GROUP BY {period}, {group}
ORDER BY period, by_value
