-- one row is what remarks have in common of all that the facets tell apart
WITH cells AS (
  SELECT
    a.label AS label,
    a.rating_label AS rating_label,
    a.themes AS themes,
    a.touchpoint AS touchpoint,
    a.channel AS channel,
    month_no(a.local_day) AS month_number,
    CASE WHEN {days} THEN 1 ELSE 0 END AS of_days,
    count(*) AS remarks
  FROM {remarks}
  WHERE {condition}
  GROUP BY a.label, a.rating_label, a.themes, a.touchpoint, a.channel, month_no(a.local_day),
    CASE WHEN {days} THEN 1 ELSE 0 END
)
-- one row is a value of a facet with how many remarks have it
SELECT 'total' AS facet, '' AS facet_key, sum(a.remarks) AS remarks
FROM cells AS a
WHERE {of_all}
UNION ALL
SELECT 'sentiment', to_text(CASE WHEN a.label = -1 AND a.rating_label = 1 THEN 2 ELSE a.label END), sum(a.remarks)
FROM cells AS a
WHERE {of_sentiment} AND a.label IS NOT NULL
GROUP BY CASE WHEN a.label = -1 AND a.rating_label = 1 THEN 2 ELSE a.label END
UNION ALL
SELECT 'theme', a.themes, sum(a.remarks)
FROM cells AS a
WHERE {of_theme}
GROUP BY a.themes
UNION ALL
SELECT 'touchpoint', a.touchpoint, sum(a.remarks)
FROM cells AS a
WHERE {of_touchpoint} AND a.touchpoint <> ''
GROUP BY a.touchpoint
UNION ALL
SELECT 'channel', a.channel, sum(a.remarks)
FROM cells AS a
WHERE {of_channel} AND a.channel IS NOT NULL
GROUP BY a.channel
UNION ALL
SELECT 'month', to_text(a.month_number), sum(a.remarks)
FROM cells AS a
WHERE {of_month}
GROUP BY a.month_number
ORDER BY 1, 2
