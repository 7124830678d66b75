-- Removal cases put back on the docket, by month, and on whose motion
-- By the month in which the later proceeding begins: a push by the government shows as a wave.
SELECT strftime(put_back, '%Y-%m') AS month, count(*) AS put_back, count(*) FILTER (put_back_by = 'dhs') AS by_dhs, count(*) FILTER (put_back_by = 'respondent') AS by_respondent,
    count(*) FILTER (put_back_by = 'joint') AS by_both, count(*) FILTER (put_back_by IS NULL) AS motion_not_on_record, median(put_back - decided)::INTEGER AS median_days_closed
FROM events WHERE case_type = 'RMV' AND put_back IS NOT NULL GROUP BY month ORDER BY month
