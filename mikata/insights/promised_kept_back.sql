-- one row is how many answers that were promised anonymous do not count
SELECT count(*) AS kept_back
FROM answers AS a
WHERE a.question = $question
  AND a.anonymous
  AND a.counts = 1
  AND a.local_day >= $start
  AND a.local_day <= $end
  AND NOT ({promised})
