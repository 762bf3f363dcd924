-- one row is a group of near duplicates of a month, with the reading of its first remark
SELECT r.alike AS alike, min(r.seq) AS first_no
FROM remarks AS a
INNER JOIN readings_now AS r ON r.seq = a.reading_no
WHERE month_no(a.local_day) = $month_number
  AND r.alike IS NOT NULL
GROUP BY r.alike
ORDER BY first_no
LIMIT $limit
