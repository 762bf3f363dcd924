-- one row is something the person did or said, newest first; the last column says how many there are
SELECT
  moment, local_day, side, kind, what, amount, score, scale_low, scale_high, text, touchpoint, channel,
  count(*) OVER () AS facts
FROM facts
ORDER BY moment DESC, seq DESC
LIMIT $limit OFFSET $offset
