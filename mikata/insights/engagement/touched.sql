-- one row is a customer in a period, with what we did and what they did
WITH touched AS (
  SELECT
    {period} AS period,
    {group} AS by_value,
    d.customer_no AS customer_no,
    sum(d.touches) AS touches,
    max(d.opened) AS opened,
    max(d.clicked) AS clicked,
    max(d.attended) AS attended,
    max(d.followed) AS followed,
    max(d.shared) AS shared
  FROM {days}
  WHERE d.local_day >= $start
    AND d.local_day <= $end
    AND ({where})
  GROUP BY {period}, {group}, d.customer_no
)
-- one row is the customers we touched in a period
SELECT
  period,
  by_value,
  count(*) AS customers,
  sum(touches) AS touches,
  sum(opened) AS opened,
  sum(clicked) AS clicked,
  sum(attended) AS attended,
  sum(followed) AS followed,
  sum(shared) AS shared
FROM touched
WHERE touches > 0
GROUP BY period, by_value
ORDER BY period, by_value
