-- one row is a form of the page with its first words, masked where they have been read
SELECT
  coalesce(a.response_id, a.voice_id) AS form,
  earliest(coalesce(r.masked_text, v.text), a.answer_no) AS text
FROM remarks AS a
LEFT JOIN readings_now AS r ON r.seq = a.reading_no
LEFT JOIN voices_now AS v ON v.seq = a.answer_no
WHERE a.local_day > add_days($as_of, -$days)
  AND a.local_day <= $as_of
  AND NOT a.anonymous
  AND coalesce(a.response_id, a.voice_id) IN ({forms})
GROUP BY coalesce(a.response_id, a.voice_id)
