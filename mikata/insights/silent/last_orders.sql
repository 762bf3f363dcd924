-- one row is a customer who has bought: where they last did
SELECT b.customer_no AS customer_no, x.channel AS outlet
FROM customer_summary AS b
INNER JOIN actions AS x ON x.seq = b.last_channel_seq
WHERE b.customer_no % {every} = 0
