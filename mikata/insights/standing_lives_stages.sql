,
-- one row is who has done something by the day, in their group
lived_{at} AS (
  SELECT
    customer_no,
    by_value,
    sum(CASE WHEN orders > 0 THEN 1 ELSE 0 END) AS occasions,
    max(CASE WHEN orders > 0 THEN local_day END) AS last_day,
    CASE WHEN sum(CASE WHEN orders > 0 THEN 1 ELSE 0 END) > 5
         THEN usual_gap(days_between(previous_order_day, local_day)) END AS usual_days,
    max(considered) AS considered,
    max(referred) AS referred,
    sum(CASE WHEN local_day > add_days($day_{at}, -365) THEN revenue_minor ELSE 0 END) AS year_minor,
    sum(CASE WHEN local_day > add_days($day_{at}, -730) AND local_day <= add_days($day_{at}, -365)
             THEN revenue_minor ELSE 0 END) AS year_before_minor
  FROM done
  WHERE local_day <= $day_{at}
  GROUP BY customer_no, by_value
),
-- one row is the same with their stage
standing_{at} AS (
  SELECT
    o.customer_no AS customer_no,
    o.by_value AS by_value,
    CASE WHEN o.occasions > 0 THEN
           CASE WHEN {gone} THEN 6
                WHEN o.referred > 0 OR {sent} OR s.customer_no IS NOT NULL THEN 5
                WHEN o.occasions > 1 THEN 4
                ELSE 3 END
         WHEN o.considered > 0 THEN 2
         ELSE 1 END AS state,
    o.year_minor AS year_minor,
    o.year_before_minor AS year_before_minor
  FROM lived_{at} AS o
  LEFT JOIN promoters_{at} AS s ON s.customer_no = o.customer_no{same_group}
  {senders}
  {others}
)
