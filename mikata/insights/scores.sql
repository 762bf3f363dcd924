-- one row is an answer to the question inside the period
WITH counted AS (
  SELECT
    {unit} AS respondent,
    a.answer_no AS answer_no,
    a.customer_no AS customer_no,
    a.touchpoint AS touchpoint,
    a.score AS score,
    a.scale_low AS scale_low,
    a.scale_high AS scale_high,
    a.higher_is_better AS higher_is_better,
    a.weight AS weight,
    a.anonymous AS anonymous,
    {period} AS period,
    {group} AS by_value,
    a.occurred_at AS occurred_at,
    {place} AS place
  FROM {answers}
  WHERE a.question = $question
    AND a.counts = 1
    AND {promised}
    AND ($overall = 0 OR a.touchpoint = '')
    AND a.local_day >= $start
    AND a.local_day <= $end
    AND ({within})
    AND ({where})
),
-- one row is the answer that stands: the last of a respondent in a period
standing AS (
  SELECT * FROM counted WHERE place = 1
)
