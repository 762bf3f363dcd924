-- one row is something the person did or said, newest first
SELECT moment, local_day, side, kind, what, amount, score, scale_low, scale_high, text, touchpoint, channel
FROM facts
ORDER BY moment DESC, seq DESC
LIMIT $limit OFFSET $offset
