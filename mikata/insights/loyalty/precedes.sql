,
-- one row is somebody who stood in one of the four fields at both moments
moved AS (
  SELECT customer_no, by_value, was AS from_state, state AS to_state
  FROM standing
  WHERE state BETWEEN 1 AND 4
    AND was BETWEEN 1 AND 4
),
-- one row is a kind of action that one of them did in the year up to the first moment
acted AS (
  SELECT DISTINCT n.customer_no AS customer_no, x.kind AS kind
  FROM actions_now AS x
  LEFT JOIN identities_now AS l ON l.identity = x.identity
  INNER JOIN customer_ids AS n ON n.customer_id = coalesce(x.customer_id, l.customer_id)
  WHERE x.local_day > add_days($day_then, -365)
    AND x.local_day <= $day_then
    AND n.customer_no IN (SELECT customer_no FROM moved)
),
-- one row is the last remark of one of them in that year
said AS (
  SELECT customer_no, themes
  FROM (
    SELECT
      a.customer_no AS customer_no,
      a.themes AS themes,
      row_number() OVER (PARTITION BY a.customer_no ORDER BY a.occurred_at DESC, a.answer_no DESC) AS place
    FROM remarks AS a
    WHERE a.ours = 1
      AND a.label IS NOT NULL
      AND NOT a.anonymous
      AND a.local_day > add_days($day_then, -365)
      AND a.local_day <= $day_then
      AND a.customer_no IN (SELECT customer_no FROM moved)
  ) AS ordered
  WHERE place = 1
)
-- one row is how many of a group went from one field to another; all of them, those who did something,
-- those whose last remark has these themes
SELECT by_value, from_state, to_state, 'all' AS what, '' AS name, count(*) AS customers
FROM moved
GROUP BY by_value, from_state, to_state
UNION ALL
SELECT m.by_value AS by_value, m.from_state AS from_state, m.to_state AS to_state, 'action' AS what, d.kind AS name, count(*) AS customers
FROM moved AS m
INNER JOIN acted AS d ON d.customer_no = m.customer_no
GROUP BY m.by_value, m.from_state, m.to_state, d.kind
UNION ALL
SELECT m.by_value AS by_value, m.from_state AS from_state, m.to_state AS to_state, 'theme' AS what, s.themes AS name, count(*) AS customers
FROM moved AS m
INNER JOIN said AS s ON s.customer_no = m.customer_no
WHERE s.themes <> ''
GROUP BY m.by_value, m.from_state, m.to_state, s.themes
ORDER BY 1, 2, 3, 4, 5
