,
-- one row is a customer or an account with the last answer about the whole within a year of the day: content or not
spoken_{at} AS (
  SELECT customer_no, content, answer_no
  FROM (
    SELECT
      {speaker} AS customer_no,
      a.answer_no AS answer_no,
      -- seven tenths of the way up the scale, in whole numbers where the scale has them
      CASE WHEN 10 * CASE WHEN a.higher_is_better THEN a.score - a.scale_low ELSE a.scale_high - a.score END
             >= 7 * (a.scale_high - a.scale_low) THEN 1 ELSE 0 END AS content,
      row_number() OVER (
        PARTITION BY {speaker}
        ORDER BY a.occurred_at DESC, CASE WHEN a.question = 'nps' THEN 0 ELSE 1 END, a.answer_no DESC
      ) AS place
    FROM {spoken}
    WHERE a.counts = 1
      AND {satisfaction}
      AND {speaker} IS NOT NULL
      AND a.scale_high > a.scale_low
      AND a.local_day > add_days($day_{at}, -365)
      AND a.local_day <= $day_{at}
      AND (a.next_day_there IS NULL OR a.next_day_there > $day_{at})
  ) AS said
  WHERE place = 1
),
-- one row is who has bought by the day, in their group
lived_{at} AS (
  SELECT
    customer_no,
    by_value,
    max(local_day) AS last_day,
    CASE WHEN count(*) > 5 THEN quantile(days_between(previous_order_day, local_day), 0.9) END AS usual_days,
    sum(CASE WHEN local_day > add_days($day_{at}, -365) THEN revenue_minor ELSE 0 END) AS year_minor,
    sum(CASE WHEN local_day > add_days($day_{at}, -730) AND local_day <= add_days($day_{at}, -365)
             THEN revenue_minor ELSE 0 END) AS year_before_minor
  FROM done
  WHERE orders > 0
    AND local_day <= $day_{at}
  GROUP BY customer_no, by_value
),
-- one row is the same with the field they stand in; 5: no answer
standing_{at} AS (
  SELECT
    o.customer_no AS customer_no,
    o.by_value AS by_value,
    CASE WHEN s.customer_no IS NULL THEN 5
         ELSE CASE WHEN s.content = 1 THEN 1 ELSE 3 END + CASE WHEN {gone} THEN 1 ELSE 0 END
         END AS state,
    o.year_minor AS year_minor,
    o.year_before_minor AS year_before_minor
  FROM lived_{at} AS o
  LEFT JOIN spoken_{at} AS s ON s.customer_no = o.customer_no
  {scores}
)
