-- one row is a customer's life of buying by $as_of, in whole days; known is the money of the days after
-- the first one, 0 where it is not above 0; usual is what the silence rule needs of the gaps
WITH lives AS (
  SELECT
    customer_no,
    by_value,
    x,
    t_x,
    age,
    usual,
    CASE WHEN repeat_minor > 0 THEN 1e0 * repeat_minor ELSE 0e0 END AS known
  FROM (
    SELECT
      d.customer_no AS customer_no,
      {group} AS by_value,
      CAST(count(*) - 1 AS BIGINT) AS x,
      CAST(days_between(min(d.first_order_day), max(d.local_day)) AS BIGINT) AS t_x,
      CAST(days_between(min(d.first_order_day), $as_of) AS BIGINT) AS age,
      {usual} AS usual,
      sum(CASE WHEN d.local_day > d.first_order_day THEN d.revenue_minor ELSE 0 END) AS repeat_minor
    FROM {days}
    WHERE d.orders > 0
      AND d.local_day <= $as_of
      AND ({where})
    GROUP BY d.customer_no, {group}
  ) AS lived
)
