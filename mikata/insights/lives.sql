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
    {lived}
  ) AS lived
)
