-- Motions by type, filing party and decision, all case types
-- Party: A or R respondent, I government, B joint, S the court of its own. Decision: G granted, D denied, M moot, blank not decided.
SELECT m.rec_type AS type, t.description, m.strfilingparty AS party, m.dec AS decision, count(*) AS motions
FROM tbl_court_motions m LEFT JOIN lookup_motion_type t ON t.code = m.rec_type GROUP BY ALL ORDER BY type, party, decision
