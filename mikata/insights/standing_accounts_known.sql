,
-- one row is an account that is known by the day through one of its people, in a group of them
known_{at} AS (
  SELECT DISTINCT {speaker} AS customer_no, {speaker_group} AS by_value
  FROM {customers}
  WHERE {speaker} IS NOT NULL
    AND ({whose})
    AND coalesce({known_day} <= $day_{at}, TRUE)
)
