-- one row is a question about a touchpoint on one scale, with its answers in the window
SELECT
  a.question AS question,
  a.touchpoint AS touchpoint,
  a.scale_low AS scale_low,
  a.scale_high AS scale_high,
  CASE WHEN a.higher_is_better THEN 1 ELSE 0 END AS higher_is_better,
  count(*) AS given
FROM {answers}
WHERE a.counts = 1
  AND a.score IS NOT NULL
  AND a.question IS NOT NULL
  AND a.scale_high > a.scale_low
  AND NOT a.anonymous
  AND a.local_day >= $start
  AND a.local_day <= $end
GROUP BY a.question, a.touchpoint, a.scale_low, a.scale_high, a.higher_is_better
ORDER BY 6 DESC, 1, 2, 3, 4, 5
