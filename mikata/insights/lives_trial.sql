-- one row is a customer whose first order came by $cut: their history until then, and the days with an
-- order after it
WITH tried AS (
  SELECT
    d.customer_no AS customer_no,
    CAST(sum(CASE WHEN d.local_day <= $cut THEN 1 ELSE 0 END) - 1 AS BIGINT) AS x,
    CAST(days_between(
      min(d.first_order_day), max(CASE WHEN d.local_day <= $cut THEN d.local_day END)
    ) AS BIGINT) AS t_x,
    CAST(days_between(min(d.first_order_day), $cut) AS BIGINT) AS age,
    sum(CASE WHEN d.local_day > $cut THEN 1 ELSE 0 END) AS later,
    coalesce(sum(CASE WHEN d.local_day <= $cut
                      THEN ln(days_between(d.previous_order_day, d.local_day)) END), 0) AS log_gaps
  FROM {days}
  WHERE d.orders > 0
    AND d.first_order_day <= $cut
    AND d.local_day <= $as_of
    AND d.block < $blocks
    AND ({where})
  GROUP BY d.customer_no, {group}
)
-- one row is the customers with the same history and the same number of days after it
SELECT x, t_x, age, later, count(*) AS customers, sum(log_gaps) AS log_gaps
FROM tried
GROUP BY x, t_x, age, later
ORDER BY x, t_x, age, later
