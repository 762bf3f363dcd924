-- one row is a value of a column that says what kind of fact it is
SELECT 'actions.kind' AS what, coalesce(kind, '') AS value, count(*) AS facts
FROM actions_now
GROUP BY kind
UNION ALL
SELECT 'voices.question' AS what, coalesce(question, '') AS value, count(*) AS facts
FROM answers
GROUP BY question
UNION ALL
SELECT 'voices.status' AS what, coalesce(status, 'answered') AS value, count(*) AS facts
FROM voices_now
GROUP BY coalesce(status, 'answered')
UNION ALL
-- questions some of whose answers were promised anonymous
SELECT 'voices.anonymous' AS what, coalesce(question, '') AS value, count(*) AS facts
FROM answers
WHERE anonymous
GROUP BY question
