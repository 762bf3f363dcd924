-- one row is how many customers bought in the window and belong to no account
SELECT count(DISTINCT d.customer_no) AS customers
FROM {days}
INNER JOIN customer_summary AS k ON k.customer_no = d.customer_no
WHERE d.orders > 0
  AND d.local_day >= $start
  AND d.local_day <= $end
  AND k.account_no IS NULL
  AND ({where})
