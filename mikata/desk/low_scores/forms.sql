-- one row is a voice of the days that are looked at, with the form it belongs to
SELECT a.voice_id AS voice_id, a.response_id AS form
FROM answers AS a
WHERE a.response_id IS NOT NULL
  AND a.local_day > add_days($as_of, -$days)
  AND a.local_day <= $as_of
