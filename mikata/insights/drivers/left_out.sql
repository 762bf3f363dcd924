-- one row is how many answers to the outcome do not count, and why
SELECT
  sum(CASE WHEN a.anonymous THEN 1 ELSE 0 END) AS promised,
  sum(CASE WHEN NOT a.anonymous AND a.response_id IS NULL THEN 1 ELSE 0 END) AS no_form,
  sum(CASE WHEN NOT a.anonymous AND a.response_id IS NOT NULL AND NOT ({on_scale}) THEN 1 ELSE 0 END) AS other_scale
FROM {answers}
WHERE a.counts = 1
  AND a.question = $question_0
  AND a.touchpoint = $touchpoint_0
  AND a.local_day >= $start
  AND a.local_day <= $end
  AND ({where})
