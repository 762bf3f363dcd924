-- one row is a remark of a known customer, long enough ago to know what they did next
WITH said AS (
  SELECT
    a.answer_no AS answer_no,
    a.customer_no AS customer_no,
    a.local_day AS local_day,
    a.alike AS alike,
    a.themes AS themes,
    {group} AS by_value
  FROM {remarks}
  WHERE {counted}
    AND a.customer_no IS NOT NULL
    AND a.local_day <= add_days($as_of, -$days)
),
-- one row is such a remark whose customer bought within the days after it
returned AS (
  SELECT DISTINCT s.answer_no AS answer_no
  FROM said AS s
  INNER JOIN customer_days AS d ON d.customer_no = s.customer_no
  WHERE d.orders > 0
    AND d.local_day > s.local_day
    AND d.local_day <= add_days(s.local_day, $days)
),
-- near duplicates are one among those who came back, and one among those who left
told AS (
  SELECT
    s.by_value AS by_value,
    s.alike AS alike,
    CASE WHEN r.answer_no IS NULL THEN 0 ELSE 1 END AS came_back,
    min(s.themes) AS themes,
    count(*) AS copies
  FROM said AS s
  LEFT JOIN returned AS r ON r.answer_no = s.answer_no
  GROUP BY s.by_value, s.alike, CASE WHEN r.answer_no IS NULL THEN 0 ELSE 1 END
)
-- one row is a set of themes with how many remarks of those who came back, or left, have it
SELECT by_value, themes, came_back, count(*) AS remarks, sum(copies) AS copies
FROM told
GROUP BY by_value, themes, came_back
ORDER BY by_value, themes, came_back
