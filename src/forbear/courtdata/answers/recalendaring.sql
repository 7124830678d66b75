-- Closed removal cases put back on the docket, by fiscal year of the closing
-- A closing is put back where a later proceeding of the case begins; by whom is told by the granted motion to recalendar (C) or to calendar (CL). Recent closings have had less time.
SELECT fiscal_year, count(*) AS closings, count(put_back) AS put_back, round(count(put_back) / count(*), 4) AS share_put_back,
    median(put_back - decided)::INTEGER AS median_days, count(*) FILTER (put_back_by = 'dhs') AS by_dhs, count(*) FILTER (put_back_by = 'respondent') AS by_respondent,
    count(*) FILTER (put_back_by = 'joint') AS by_both, count(*) FILTER (put_back IS NOT NULL AND put_back_by IS NULL) AS motion_not_on_record,
    count(*) FILTER (put_back >= DATE '2025-05-01') AS put_back_2025_05_on
FROM events WHERE case_type = 'RMV' AND class LIKE 'admin_closed%' GROUP BY fiscal_year ORDER BY fiscal_year
