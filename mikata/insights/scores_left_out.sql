-- one row is why answers to the question did not count, and how many
SELECT
  sum(CASE WHEN a.counts = 1 THEN 0 WHEN a.about <> 'us' THEN 1 ELSE 0 END) AS about_others,
  sum(CASE WHEN a.counts = 1 THEN 0 WHEN a.about = 'us' AND a.speaker <> 'customer' THEN 1 ELSE 0 END) AS not_customers,
  sum(CASE WHEN a.counts = 1 THEN 0 WHEN a.about = 'us' AND a.speaker = 'customer' THEN 1 ELSE 0 END) AS no_score,
  sum(CASE WHEN a.counts = 1 AND a.touchpoint <> '' THEN 1 ELSE 0 END) AS of_touchpoints,
  sum(CASE WHEN a.counts = 1 AND a.touchpoint = '' THEN 1 ELSE 0 END) AS overall
FROM {answers}
WHERE a.question = $question
  AND {promised}
  AND a.local_day >= $start
  AND a.local_day <= $end
  AND ({where})
