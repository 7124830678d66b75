-- Pending removal cases with a hearing after the release, by court
-- A case counts once, at the court of its last proceeding, which has no day of completion; hearings on the day of the release are past.
SELECT p.base_city_code AS court, count(DISTINCT p.idnproceeding) AS cases, min(s.adj_date)::DATE AS first_hearing, max(s.adj_date)::DATE AS last_hearing
FROM b_tblproceeding p JOIN a_tblcase c USING (idncase) JOIN tbl_schedule s USING (idnproceeding)
WHERE c.case_type = 'RMV' AND p.comp_date IS NULL AND s.adj_date::DATE > {release}
    AND p.idnproceeding = (SELECT max(l.idnproceeding) FROM b_tblproceeding l WHERE l.idncase = p.idncase)
GROUP BY court ORDER BY court
