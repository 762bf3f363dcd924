-- One row: the answers, and those whose customer is known. A form with several questions is one answer.
SELECT
  count(DISTINCT coalesce(response_id, voice_id)) AS answers,
  count(DISTINCT CASE WHEN customer_no IS NOT NULL THEN coalesce(response_id, voice_id) END) AS linked
FROM answers
