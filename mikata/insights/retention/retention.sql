-- one row is how many of a cohort bought again in a period after their first
SELECT
  s.cohort_no AS cohort,
  {by_value} AS by_value,
  s.period_no AS number,
  sum(s.retained) AS retained
FROM {cohort_sums} AS s
GROUP BY s.cohort_no, {by_value}, s.period_no
HAVING sum(s.retained) > 0
ORDER BY 1, 2, 3
