-- one row is the customers of a group with the same history
SELECT
  by_value,
  x,
  t_x,
  age,
  count(*) AS customers,
  sum(known) AS known,
  sum(known * known) AS known_squared,
  sum(CASE WHEN x > 0 AND known = 0 THEN 1 ELSE 0 END) AS unknown
FROM lives
GROUP BY by_value, x, t_x, age
ORDER BY by_value, x, t_x, age
