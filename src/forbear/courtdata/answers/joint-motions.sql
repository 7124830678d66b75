-- Motions to close, dismiss, terminate and reopen that both sides filed, by court and fiscal year of the decision
-- Filing party B. Whether a court has granted joint motions lately.
SELECT base_city_code AS court, year(comp_date) + (month(comp_date) >= 10)::INT AS fiscal_year, rec_type AS type, count(*) AS decided,
    count(*) FILTER (dec = 'G') AS granted, count(*) FILTER (dec = 'D') AS denied
FROM tbl_court_motions WHERE strfilingparty = 'B' AND rec_type IN ('AC', 'U', 'TP', 'O', 'MR') AND comp_date IS NOT NULL GROUP BY ALL ORDER BY court, fiscal_year, type
