-- one row is a score on its scale, given in a period by a group
SELECT
  period,
  by_value,
  score,
  scale_low,
  scale_high,
  higher_is_better,
  count(*) AS answers,
  sum(coalesce(weight, 1)) AS weight,
  sum(coalesce(weight, 1) * coalesce(weight, 1)) AS weight_square,
  count(weight) AS weighted,
  sum(CASE WHEN anonymous THEN 1 ELSE 0 END) AS anonymous,
  count(customer_no) AS linked
FROM standing
GROUP BY period, by_value, score, scale_low, scale_high, higher_is_better
ORDER BY period, by_value, scale_high, scale_low, score
