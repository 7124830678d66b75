-- Cases that stood administratively closed at the end of each fiscal year (inactive pending), all case types
-- Closed by then, and no later proceeding of the case begun by then. EOIR published such counts; its own definition may differ.
SELECT y.fiscal_year, count(DISTINCT e."case") AS closed FROM (SELECT DISTINCT fiscal_year FROM events WHERE fiscal_year IS NOT NULL) y
JOIN events e ON e.class LIKE 'admin_closed%' AND e.decided <= make_date(y.fiscal_year, 9, 30) AND (e.put_back IS NULL OR e.put_back > make_date(y.fiscal_year, 9, 30))
GROUP BY y.fiscal_year ORDER BY y.fiscal_year
