-- Cases whose day of entry is before 1950 or after the release
-- Kept as released; no age or span is computed from them.
SELECT year(date_of_entry) AS year, count(*) AS cases FROM a_tblcase WHERE date_of_entry < DATE '1950-01-01' OR date_of_entry > {release} GROUP BY year ORDER BY year
