,
-- one row is who has bought by the day, in their group
lived_{at} AS (
  SELECT
    customer_no,
    by_value,
    max(local_day) AS last_day,
    CASE WHEN count(*) > 5 THEN usual_gap(days_between(previous_order_day, local_day)) END AS usual_days,
    sum(CASE WHEN local_day > add_days($day_{at}, -365) THEN revenue_minor ELSE 0 END) AS year_minor,
    sum(CASE WHEN local_day > add_days($day_{at}, -730) AND local_day <= add_days($day_{at}, -365)
             THEN revenue_minor ELSE 0 END) AS year_before_minor
  FROM done
  WHERE orders > 0
    AND local_day <= $day_{at}
  GROUP BY customer_no, by_value
),
-- one row is the same with the field they stand in; 5: no answer
standing_{at} AS (
  SELECT
    o.customer_no AS customer_no,
    o.by_value AS by_value,
    CASE WHEN s.customer_no IS NULL THEN 5
         ELSE CASE WHEN s.content = 1 THEN 1 ELSE 3 END + CASE WHEN {gone} THEN 1 ELSE 0 END
         END AS state,
    o.year_minor AS year_minor,
    o.year_before_minor AS year_before_minor
  FROM lived_{at} AS o
  LEFT JOIN spoken_{at} AS s ON s.customer_no = o.customer_no{same_group}
  {scores}
  {others}
)
