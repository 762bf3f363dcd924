,
-- one row is the beginning of a contract, or a day on which it was cancelled
events AS (
  SELECT customer_no, by_value, start_day AS event_day, 0 AS cancels FROM contracts
  UNION ALL
  SELECT k.customer_no AS customer_no, k.day_group AS by_value, k.local_day AS event_day, 1 AS cancels
  FROM {cancels} AS k
  WHERE k.orders > 0
    AND k.local_day <= $as_of
),
-- one row is an event with what came next
followed AS (
  SELECT
    customer_no,
    by_value,
    event_day,
    cancels,
    add_months(event_day, $term_months) AS due_day,
    next_value(event_day) OVER (PARTITION BY customer_no, by_value ORDER BY event_day, cancels) AS next_day,
    next_value(cancels) OVER (PARTITION BY customer_no, by_value ORDER BY event_day, cancels) AS next_cancels
  FROM events
),
-- one row is a contract: lost_day when it was cancelled or not renewed in time, renewed_day when it was
lasted AS (
  SELECT
    customer_no,
    by_value,
    event_day AS start_day,
    CASE
      WHEN next_day <= add_days(due_day, $grace_days) AND next_cancels = 0 THEN NULL
      WHEN next_day <= due_day THEN next_day
      WHEN next_day <= add_days(due_day, $grace_days) OR add_days(due_day, $grace_days) < $as_of THEN due_day
    END AS lost_day,
    CASE WHEN next_day <= add_days(due_day, $grace_days) AND next_cancels = 0 THEN next_day END AS renewed_day
  FROM followed
  WHERE cancels = 0
),
-- one row is a contract with its place among those of the customer, and how many of them were lost before
placed AS (
  SELECT
    customer_no,
    by_value,
    start_day,
    lost_day,
    renewed_day,
    row_number() OVER (PARTITION BY customer_no, by_value ORDER BY start_day) AS place,
    sum(CASE WHEN lost_day IS NULL THEN 0 ELSE 1 END) OVER (
      PARTITION BY customer_no, by_value ORDER BY start_day
    ) - CASE WHEN lost_day IS NULL THEN 0 ELSE 1 END AS lost_before
  FROM lasted
),
-- one row is contracts in a row, each the renewal of the one before
spells AS (
  SELECT customer_no, by_value, min(start_day) AS start_day, max(lost_day) AS lost_day
  FROM placed
  GROUP BY customer_no, by_value, lost_before
)
