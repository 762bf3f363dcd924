-- one row is how many remarks do not count, and why; of what was promised anonymous only that of the
-- whole window is told, whatever else was asked for
SELECT
  sum(CASE WHEN a.about <> 'us' THEN 1 ELSE 0 END) AS about_others,
  sum(CASE WHEN a.about = 'us' AND a.speaker <> 'customer' THEN 1 ELSE 0 END) AS not_customers,
  sum(CASE WHEN a.ours = 1 AND a.label IS NULL AND NOT a.anonymous THEN 1 ELSE 0 END) AS unread,
  (
    SELECT count(*)
    FROM remarks AS a
    WHERE a.anonymous
      AND a.ours = 1
      AND a.label IS NOT NULL
      AND a.local_day >= $start
      AND a.local_day <= $end
      AND NOT ({promised})
  ) AS kept_back
FROM {remarks}
WHERE a.local_day >= $start
  AND a.local_day <= $end
  AND ({where})
