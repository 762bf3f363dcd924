,
-- one row is a customer after whom another one came, with the day of the first (not themselves under another id)
senders AS (
  SELECT n.customer_no AS customer_no, min(coalesce(f.first_seen_day, f.first_order_day)) AS sent_day
  FROM customer_summary AS f
  INNER JOIN customer_ids AS n ON n.customer_id = f.referred_by
  WHERE f.referred_by IS NOT NULL
    AND n.customer_no <> f.customer_no
    AND ({who_sent})
  GROUP BY n.customer_no
)
