,
-- one row is a customer with the band of their P(alive), and whether their silence is longer than usual
judged AS (
  SELECT
    by_value,
    p_alive,
    value,
    CASE WHEN p_alive < 0.2 THEN 1 WHEN p_alive < 0.5 THEN 2 WHEN p_alive < 0.8 THEN 3 ELSE 4 END AS band,
    CASE WHEN age - t_x > coalesce(usual, $silence_days) THEN 1 ELSE 0 END AS silent
  FROM valued
)
-- one row is the customers of a group in a band
SELECT
  by_value,
  band,
  count(*) AS customers,
  sum(1 - p_alive) AS leaving,
  sum(silent) AS silent,
  sum(value) AS value,
  sum(CASE WHEN p_alive > 0 THEN value * (1 - p_alive) / p_alive ELSE 0 END) AS at_risk
FROM judged
GROUP BY by_value, band
ORDER BY 1, 2
