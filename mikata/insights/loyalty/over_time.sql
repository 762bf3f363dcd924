-- one row is a customer that the question is about
WITH people AS (
  SELECT c.customer_no AS customer_no, {group} AS by_value
  FROM {customers}
  WHERE ({where})
),
-- one row is the last answer about the whole that a customer gave on a day: content or not
answered AS (
  SELECT customer_no, by_value, local_day, content
  FROM (
    SELECT
      p.customer_no AS customer_no,
      p.by_value AS by_value,
      a.local_day AS local_day,
      CASE WHEN 10 * CASE WHEN a.higher_is_better THEN a.score - a.scale_low ELSE a.scale_high - a.score END
             >= 7 * (a.scale_high - a.scale_low) THEN 1 ELSE 0 END AS content,
      row_number() OVER (
        PARTITION BY p.customer_no, a.local_day
        ORDER BY a.occurred_at DESC, CASE WHEN a.question = 'nps' THEN 0 ELSE 1 END, a.answer_no DESC
      ) AS place
    FROM answers AS a
    INNER JOIN people AS p ON p.customer_no = a.customer_no
    WHERE a.counts = 1
      AND {satisfaction}
      AND a.scale_high > a.scale_low
  ) AS said
  WHERE place = 1
),
-- one row is such an answer with the day of the next
spoken AS (
  SELECT
    customer_no,
    by_value,
    local_day,
    content,
    next_value(local_day) OVER (PARTITION BY customer_no ORDER BY local_day) AS next_day
  FROM answered
),
-- one row is a day with an order of somebody who answered, with the next one, and what was usual by then
bought AS (
  SELECT
    customer_no,
    local_day,
    next_value(local_day) OVER (PARTITION BY customer_no ORDER BY local_day) AS next_day,
    -- usual_gap of the days until then
    CASE WHEN row_number() OVER (PARTITION BY customer_no ORDER BY local_day) > 5
         THEN round(quantile(days_between(previous_order_day, local_day), 0.9) OVER (
           PARTITION BY customer_no ORDER BY local_day ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
         ), 1) END AS usual_days
  FROM order_days
  WHERE customer_no IN (SELECT customer_no FROM spoken)
),
-- one row is a stretch of days on which somebody's last answer, within a year, and last order stayed the
-- same; days are counted from the first moment, and end with the last
stretches AS (
  SELECT
    s.by_value AS by_value,
    s.content AS content,
    b.usual_days AS usual_days,
    days_between($first_day, b.local_day) AS last_no,
    greatest(days_between($first_day, s.local_day), days_between($first_day, b.local_day), 0) AS from_no,
    least(
      days_between($first_day, s.local_day) + 364,
      coalesce(days_between($first_day, s.next_day) - 1, $last_no),
      coalesce(days_between($first_day, b.next_day) - 1, $last_no),
      $last_no
    ) AS to_no
  FROM spoken AS s
  INNER JOIN bought AS b ON b.customer_no = s.customer_no
),
-- one row is a stretch with the moments that lie in it
placed AS (
  SELECT
    s.by_value AS by_value,
    s.content AS content,
    s.usual_days AS usual_days,
    s.last_no AS last_no,
    f.first_moment AS first_moment,
    l.last_moment AS last_moment
  FROM stretches AS s
  INNER JOIN days_of_moments AS f ON f.day_no = s.from_no
  INNER JOIN days_of_moments AS l ON l.day_no = s.to_no
  WHERE s.from_no <= s.to_no
    AND f.first_moment <= l.last_moment
)
-- one row is how many of a group stood in a field at a moment
SELECT
  m.number AS moment,
  s.by_value AS by_value,
  CASE WHEN s.content = 1 THEN 1 ELSE 3 END
    + CASE WHEN m.day_no - s.last_no > coalesce(s.usual_days, m.silence) THEN 1 ELSE 0 END AS state,
  count(*) AS customers
FROM placed AS s
CROSS JOIN moments AS m
WHERE m.number >= s.first_moment
  AND m.number <= s.last_moment
GROUP BY m.number, s.by_value,
  CASE WHEN s.content = 1 THEN 1 ELSE 3 END
    + CASE WHEN m.day_no - s.last_no > coalesce(s.usual_days, m.silence) THEN 1 ELSE 0 END
ORDER BY 1, 2, 3
