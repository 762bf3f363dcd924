-- one row is a score given on a day to a question about a touchpoint
SELECT
  question,
  touchpoint,
  about,
  local_day,
  score,
  count(*) AS answers,
  sum(coalesce(weight, 1)) AS weight
FROM answers
GROUP BY question, touchpoint, about, local_day, score
ORDER BY question, touchpoint, local_day, score
