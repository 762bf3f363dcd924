-- one row is the customer as last told and as the facts add up
SELECT *
FROM customer_summary
WHERE customer_no = $customer_no
