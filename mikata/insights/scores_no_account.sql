-- one row is how many answers were given by people who belong to no account
SELECT count(*) AS answers
FROM {answers}
WHERE a.question = $question
  AND a.counts = 1
  AND {promised}
  AND ($overall = 0 OR a.touchpoint = '')
  AND a.local_day >= $start
  AND a.local_day <= $end
  AND ({where})
  AND c.account_no IS NULL
