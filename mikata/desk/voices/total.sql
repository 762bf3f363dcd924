-- one row is how many remarks there are, and how many are not read yet
SELECT count(*) AS remarks, count(*) - count(a.label) AS unread
FROM {remarks}
WHERE {condition}
