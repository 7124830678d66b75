-- Administrative closings of removal cases, by code and fiscal year
-- Y and M are closings as prosecutorial discretion, A and B for another reason; K is every closing since 2025-04-04, the share of discretion unknown. Each closing counts.
SELECT code, class, fiscal_year, count(*) AS closings FROM events
WHERE case_type = 'RMV' AND class LIKE 'admin_closed%' GROUP BY ALL ORDER BY code, fiscal_year
