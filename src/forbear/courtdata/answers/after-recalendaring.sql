-- How removal cases ended that had been closed and were put back, by when they were put back
-- The first outcome after the closing, moves between courts left out; pending where there is none yet.
WITH back AS (SELECT "case", proceeding, put_back FROM events WHERE case_type = 'RMV' AND put_back IS NOT NULL),
    ends AS (SELECT b.proceeding, b.put_back, arg_min(if(e.class = 'removal_order', if(e.absentia, 'removal_in_absentia', 'removal_merits'), e.class), e.proceeding) AS class
        FROM back b LEFT JOIN events e ON e."case" = b."case" AND e.proceeding > b.proceeding AND e.class NOT IN ('venue_or_transfer', 'pending') GROUP BY ALL)
SELECT since, coalesce(class, 'pending') AS then_ended, count(*) AS cases, round(count(*) / any_value(of), 4) AS share
FROM (SELECT *, count(*) OVER (PARTITION BY since) AS of FROM (SELECT class, if(put_back >= DATE '2025-05-01', 'put back from 2025-05-01', 'put back before 2025-05-01') AS since FROM ends))
GROUP BY since, class ORDER BY since DESC, cases DESC
