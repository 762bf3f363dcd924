(NOT a.anonymous OR (coalesce(a.question, ''), coalesce(a.survey, ''), a.touchpoint, month(a.local_day)) IN (
  -- one row is a question, survey, touchpoint and month in which enough people wrote together
  SELECT coalesce(a.question, ''), coalesce(a.survey, ''), a.touchpoint, month(a.local_day)
  FROM remarks AS a
  INNER JOIN voices_now AS v ON v.voice_id = a.voice_id
  WHERE a.anonymous
    AND a.ours = 1
    AND a.local_day >= $cells_start
    AND a.local_day < $cells_after
  GROUP BY coalesce(a.question, ''), coalesce(a.survey, ''), a.touchpoint, month(a.local_day)
  -- one person may write often; the file may say who it was
  HAVING count(DISTINCT coalesce(v.customer_id, v.identity, v.response_id, v.voice_id)) >= $cells_k
))
