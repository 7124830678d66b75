-- Removal cases ever closed, and closed now, by kind of closing
-- The last code of a case that was put back hides its closing: the two counts answer two questions. A case that was closed twice counts once in the total.
SELECT coalesce(class, 'any closing') AS class, count(DISTINCT "case") AS ever_closed, count(DISTINCT "case") FILTER (final) AS closed_now
FROM events WHERE case_type = 'RMV' AND class LIKE 'admin_closed%' GROUP BY ROLLUP (class) ORDER BY class = 'any closing', class
