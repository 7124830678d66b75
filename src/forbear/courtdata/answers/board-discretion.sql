-- Decisions of the Board by which the government's discretion ended or paused an appeal, by fiscal year
-- APD administratively closed, TPD terminated, WPD withdrawn, each as prosecutorial discretion.
SELECT year(datbiadecision) + (month(datbiadecision) >= 10)::INT AS fiscal_year, strbiadecision AS decision, count(*) AS appeals
FROM tblappeal WHERE strbiadecision IN ('APD', 'TPD', 'WPD') GROUP BY ALL ORDER BY ALL
