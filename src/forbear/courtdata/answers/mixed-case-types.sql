-- Proceedings of another case type than their case
-- The case's type decodes them.
SELECT p.case_type AS proceeding_says, c.case_type AS case_says, count(*) AS proceedings FROM b_tblproceeding p JOIN a_tblcase c USING (idncase)
WHERE p.case_type <> c.case_type GROUP BY ALL ORDER BY ALL
