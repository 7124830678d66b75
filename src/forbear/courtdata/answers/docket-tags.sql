-- Removal cases tagged for the status docket or the off-calendar initiative, by how they stand
-- A tag has no date: it tells that a case was so tagged, not when.
SELECT docket_tag, class, count(*) AS cases FROM events WHERE case_type = 'RMV' AND final AND docket_tag IS NOT NULL GROUP BY ALL ORDER BY docket_tag, cases DESC
