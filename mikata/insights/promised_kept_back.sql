-- one row is how many answers that were promised anonymous do not count
SELECT count(*) AS kept_back
FROM answers AS a
WHERE a.question = $question
  AND a.anonymous
  AND a.about = 'us'
  AND a.speaker = 'customer'
  AND a.score IS NOT NULL
  AND a.score >= a.scale_low
  AND a.score <= a.scale_high
  AND {only}
  AND a.local_day >= $start
  AND a.local_day <= $end
  AND NOT ({promised})
