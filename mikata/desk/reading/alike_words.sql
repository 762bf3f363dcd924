-- one row is the words of a group's first remark
SELECT coalesce(r.words, r.masked_text) AS words
FROM readings_now AS r
WHERE r.seq IN (SELECT reading_no FROM firsts)
ORDER BY r.seq
