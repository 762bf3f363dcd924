-- one row is a reading whose masked words have all that is looked for
SELECT r.seq AS reading_no
FROM readings_now AS r
WHERE r.reader_version <> 'person'
  AND {words}
