-- Proceedings with a hearing adjourned for prosecutorial discretion (adjournment code PD), and how they ended
-- The code says that discretion was considered, not that it was granted.
SELECT fiscal_year, class, count(*) AS proceedings FROM events WHERE case_type = 'RMV' AND pd_adjournment GROUP BY ALL ORDER BY fiscal_year NULLS LAST, class
