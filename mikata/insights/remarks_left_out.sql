-- one row is how many remarks do not count, and why
SELECT
  sum(CASE WHEN a.about <> 'us' THEN 1 ELSE 0 END) AS about_others,
  sum(CASE WHEN a.about = 'us' AND a.speaker <> 'customer' THEN 1 ELSE 0 END) AS not_customers,
  sum(CASE WHEN a.ours = 1 AND a.label IS NULL THEN 1 ELSE 0 END) AS unread,
  sum(CASE WHEN a.ours = 1 AND a.label IS NOT NULL AND NOT ({promised}) THEN 1 ELSE 0 END) AS kept_back
FROM {remarks}
WHERE a.local_day >= $start
  AND a.local_day <= $end
  AND ({where})
