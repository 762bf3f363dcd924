,
-- one row is a customer who has bought, and whether their silence is longer than usual
outcomes AS (
  SELECT
    customer_no,
    by_value,
    CASE WHEN age - t_x > coalesce(usual, $silence_days) THEN 1 ELSE 0 END AS outcome
  FROM lives
)
