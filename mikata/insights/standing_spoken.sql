,
-- one row is a customer, or an account in a group of its people, with the last answer about the whole within a
-- year of the day: content or not
spoken_{at} AS (
  SELECT customer_no, by_value, content, answer_no
  FROM (
    SELECT
      {speaker} AS customer_no,
      {speaker_group} AS by_value,
      a.answer_no AS answer_no,
      -- seven tenths of the way up the scale, in whole numbers where the scale has them
      CASE WHEN 10 * CASE WHEN a.higher_is_better THEN a.score - a.scale_low ELSE a.scale_high - a.score END
             >= 7 * (a.scale_high - a.scale_low) THEN 1 ELSE 0 END AS content,
      row_number() OVER (
        PARTITION BY {each_speaker}
        ORDER BY a.occurred_at DESC, CASE WHEN a.question = 'nps' THEN 0 ELSE 1 END, a.answer_no DESC
      ) AS place
    FROM {spoken}
    WHERE a.counts = 1
      AND {satisfaction}
      AND {speaker} IS NOT NULL
      AND ({whose})
      AND a.scale_high > a.scale_low
      AND a.local_day > add_days($day_{at}, -365)
      AND a.local_day <= $day_{at}
      AND (a.next_day_there IS NULL OR a.next_day_there > $day_{at})
  ) AS said
  WHERE place = 1
)
