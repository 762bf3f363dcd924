-- one row is the first and the last day of one kind of fact
WITH spans AS (
  SELECT min(local_day) AS first_day, max(local_day) AS last_day, count(*) AS facts,
         0 AS is_voice, count(customer_id) AS linked
  FROM actions_now
  UNION ALL
  SELECT min(local_day) AS first_day, max(local_day) AS last_day, count(*) AS facts,
         1 AS is_voice, 0 AS linked
  FROM voices_now
)
SELECT
  min(first_day) AS first_day,
  max(last_day) AS as_of,
  sum(CASE WHEN is_voice = 0 THEN facts ELSE 0 END) AS actions,
  sum(CASE WHEN is_voice = 1 THEN facts ELSE 0 END) AS voices,
  (SELECT count(*) FROM customer_summary) AS customers,
  (SELECT count(*) FROM answers) AS answers,
  (SELECT count(customer_no) FROM answers) AS answers_linked
FROM spans
