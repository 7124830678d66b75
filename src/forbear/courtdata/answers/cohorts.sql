-- Never detained removal cases by fiscal year of the Notice to Appear: closed as discretion or dismissed within two years
-- In the proceeding that first ended otherwise than by a move. Plain counts: young cohorts have not had two years, so these are no chances; --denominator incidence is.
SELECT filed_fiscal_year, count(*) AS cases, count(*) FILTER (hit) AS within_two_years FROM (
    SELECT "case", filed_fiscal_year, bool_or(first_outcome AND class IN ('admin_closed_pd', 'dismissed') AND days <= 730) AS hit FROM events
    WHERE case_type = 'RMV' AND custody = 'N' AND filed IS NOT NULL GROUP BY ALL)
GROUP BY filed_fiscal_year ORDER BY filed_fiscal_year
