-- Cases that ended because no Notice to Appear was filed, by court and fiscal year, all case types
-- Other completion F: a failure of the government to file, not discretion; moves between courts and bond records are no completions.
SELECT court, fiscal_year, count(*) FILTER (class = 'nta_not_filed') AS not_filed, count(*) AS completions, round(count(*) FILTER (class = 'nta_not_filed') / count(*), 4) AS share
FROM events WHERE class NOT IN ('pending', 'venue_or_transfer', 'zero_bond_record') AND decided IS NOT NULL GROUP BY ALL ORDER BY court, fiscal_year
