(NOT a.anonymous OR (coalesce(a.survey, ''), a.touchpoint, month(a.local_day)) IN (
  -- one row is a survey, touchpoint and month in which enough people answered together
  SELECT coalesce(a.survey, ''), a.touchpoint, month(a.local_day)
  FROM answers AS a
  INNER JOIN voices_now AS v ON v.voice_id = a.voice_id
  WHERE a.question = $question
    AND a.anonymous
    AND a.counts = 1
    AND a.local_day >= $cells_start
    AND a.local_day < $cells_after
  GROUP BY coalesce(a.survey, ''), a.touchpoint, month(a.local_day)
  -- one person may answer often; the file may say who it was
  HAVING count(DISTINCT coalesce(v.customer_id, v.identity, v.response_id, v.voice_id)) >= $cells_k
))
