-- Dismissals of removal cases, by fiscal year and who moved
-- Decision U, which says neither who asked nor why; who moved is the filing party of the granted motion to dismiss (U) or terminate (TP) in the same proceeding.
SELECT fiscal_year, coalesce(moved_by, 'not on record') AS moved_by, count(*) AS dismissals, round(count(*) / any_value(of), 4) AS share
FROM (SELECT fiscal_year, moved_by, count(*) OVER (PARTITION BY fiscal_year) AS of FROM events WHERE case_type = 'RMV' AND class = 'dismissed')
GROUP BY fiscal_year, moved_by ORDER BY fiscal_year, dismissals DESC
