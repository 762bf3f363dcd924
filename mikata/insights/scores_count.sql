-- one row is a score on its scale, given in a period by a group
SELECT
  period,
  by_value,
  score,
  scale_low,
  scale_high,
  higher_is_better,
  count(*) AS answers,
  sum(CASE WHEN $weights = 1 THEN coalesce(weight, 1) ELSE 1 END) AS weight,
  sum(CASE WHEN $weights = 1 THEN coalesce(weight, 1) * coalesce(weight, 1) ELSE 1 END) AS weight_square,
  sum(CASE WHEN $weights = 1 AND weight IS NOT NULL THEN 1 ELSE 0 END) AS weighted,
  count(customer_no) AS linked
FROM standing
GROUP BY period, by_value, score, scale_low, scale_high, higher_is_better
ORDER BY period, by_value, scale_high, scale_low, score
