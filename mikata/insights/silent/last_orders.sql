-- one row is a customer's last day with an order: where it was placed
SELECT n.customer_no AS customer_no, latest(x.channel, x.seq) AS outlet
FROM actions_now AS x
LEFT JOIN identities_now AS l ON l.identity = x.identity
INNER JOIN customer_ids AS n ON n.customer_id = coalesce(x.customer_id, l.customer_id)
INNER JOIN customer_summary AS b ON b.customer_no = n.customer_no AND b.last_order_day = x.local_day
WHERE x.kind IN ({activity})
GROUP BY n.customer_no
