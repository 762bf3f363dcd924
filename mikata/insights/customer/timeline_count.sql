-- one row is how much the person did and said
SELECT count(*) AS facts FROM facts
