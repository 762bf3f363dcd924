-- one row is a pair of scores that the same people gave in an earlier period and in the last one
SELECT
  f.period AS earlier_period,
  f.score AS score_1, f.scale_low AS low_1, f.scale_high AS high_1, f.higher_is_better AS better_1,
  s.score AS score_2, s.scale_low AS low_2, s.scale_high AS high_2, s.higher_is_better AS better_2,
  count(*) AS people
FROM standing AS f
INNER JOIN standing AS s
   ON s.respondent = f.respondent
  AND CASE WHEN $each_touchpoint = 1 THEN s.touchpoint ELSE '' END
    = CASE WHEN $each_touchpoint = 1 THEN f.touchpoint ELSE '' END
WHERE f.period IN ($first_period, $other_period)
  AND s.period = $last_period
GROUP BY f.period, f.score, f.scale_low, f.scale_high, f.higher_is_better,
         s.score, s.scale_low, s.scale_high, s.higher_is_better
ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9
