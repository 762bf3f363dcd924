-- one row is a filled-in form with its outcome y and its ratings x1, x2 ..., each from 0 (the worst
-- answer on its scale) to 1
WITH forms AS (
  SELECT
    max(CASE WHEN {outcome} THEN {group} END) AS by_value,
    max(CASE WHEN {outcome} THEN {block} END) AS block,
    max(CASE WHEN {outcome} THEN {outcome_placed} END) AS y,
    max(CASE WHEN {outcome} THEN coalesce(a.weight, 1) END) AS given_weight,
    max(CASE WHEN {outcome} AND a.weight IS NOT NULL THEN 1 ELSE 0 END) AS weighted{ratings}
  FROM {answers}{blocks}
  WHERE a.counts = 1
    AND NOT a.anonymous
    AND a.response_id IS NOT NULL
    AND a.local_day >= $start
    AND a.local_day <= $end
  GROUP BY coalesce(a.survey, ''), a.response_id
  HAVING max(CASE WHEN {outcome} AND ({where}) THEN 1 ELSE 0 END) = 1
)
