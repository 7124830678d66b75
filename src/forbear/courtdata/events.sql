-- One row a proceeding, decoded: what the figures are counted from. A proceeding is one stay of a case before one court; it ends by a decision or an administrative completion, or is
-- pending. Cases run in the order of IDNPROCEEDING. Impossible dates (before 1950, after the release) count as not known.
CREATE TEMP MACRO possible(day) AS CASE WHEN day BETWEEN DATE '1950-01-01' AND release_day() THEN day::DATE END;
CREATE TEMP MACRO years_of(day) AS year(day) + (month(day) >= 10)::INT;  -- the fiscal year, October to September

CREATE TEMP TABLE family AS  -- riders share the lead's fate: figures count leads, severed or not
SELECT rider, min(lead) AS lead FROM (SELECT idnridercase AS rider, idnleadcase AS lead FROM tbl_lead_rider) WHERE rider <> lead GROUP BY rider;

CREATE TEMP TABLE charged AS  -- the gravest group of charges that stands for the case
SELECT c.idncase, arg_min(coalesce(g."group", 'other'), coalesce(g.rank, 99)) AS charge
FROM (SELECT DISTINCT idncase, lower(regexp_replace(charge, '[^0-9A-Za-z]', '', 'g')) AS section FROM b_tblproceedcharges WHERE charge IS NOT NULL) c
LEFT JOIN charge_group g ON starts_with(c.section, g.prefix) GROUP BY c.idncase;

CREATE TEMP TABLE hearings AS
SELECT idnproceeding, bool_or(adj_rsn = 'PD') AS pd_adjournment, bool_or(cal_type = 'I') AS individual FROM tbl_schedule GROUP BY idnproceeding;

CREATE TEMP TABLE lawyers AS  -- half the table are government lawyers
SELECT idncase, min(possible(e_28_date)) AS appeared FROM tbl_repsassigned WHERE strattytype = 'ALIEN' AND coalesce(strattylevel, 'COURT') = 'COURT' GROUP BY idncase;

CREATE TEMP TABLE tags AS
SELECT idncase, CASE WHEN bool_or(case_id = 'DS') THEN 'status docket' ELSE 'off calendar' END AS docket_tag
FROM a_tblcaseidentifier WHERE case_id IN ('DS', 'OC') GROUP BY idncase;

CREATE TEMP TABLE whole AS
SELECT idncase, arg_max(case_type, idnproceeding) AS case_type, min(possible(osc_date)) AS filed FROM b_tblproceeding GROUP BY idncase;

CREATE TEMP TABLE decoded AS
SELECT p.idnproceeding AS proceeding, p.idncase AS "case", coalesce(c.case_type, w.case_type) AS case_type, w.filed, coalesce(possible(p.input_date), possible(p.trans_in_date), possible(p.osc_date)) AS begun,
    p.comp_date IS NOT NULL AS completed, possible(p.comp_date) AS decided, p.base_city_code AS court, p.hearing_loc_code AS location, p.ij_code AS judge,
    coalesce(c.nat, p.nat) AS nationality, coalesce(p.custody, c.custody) AS custody, c.c_asy_type AS asylum, coalesce(p.absentia = 'Y', false) AS absentia,
    CASE WHEN p.comp_date IS NULL THEN NULL WHEN p.dec_code IS NOT NULL THEN 'DEC_CODE' WHEN p.other_comp IS NOT NULL THEN 'OTHER_COMP' END AS field,
    CASE WHEN p.comp_date IS NOT NULL THEN coalesce(p.dec_code, p.other_comp) END AS code,
    possible(c.e_28_date) AS appeared, c.e_28_date IS NOT NULL AS with_lawyer
FROM b_tblproceeding p JOIN whole w USING (idncase) LEFT JOIN a_tblcase c USING (idncase);

CREATE TEMP TABLE stays AS
SELECT d.*, CASE WHEN completed THEN coalesce(k.outcome_class, 'unknown') END AS class,
    last_value(CASE WHEN completed AND k.outcome_class IS DISTINCT FROM 'venue_or_transfer' THEN coalesce(k.outcome_class, 'unknown') END IGNORE NULLS)
        OVER (PARTITION BY "case" ORDER BY proceeding ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before_class,
    lead(begun) OVER (PARTITION BY "case" ORDER BY proceeding) AS next_begun,
    row_number() OVER (PARTITION BY "case" ORDER BY proceeding) AS number, lead(proceeding) OVER (PARTITION BY "case" ORDER BY proceeding) IS NULL AS final
FROM decoded d LEFT JOIN decision k ON k.case_type = d.case_type AND k.field = d.field AND k.code = d.code;

-- Who moved for what was done: the granted motion of the fitting type in the same proceeding, nearest to the day of the outcome, a joint one first.
CREATE TEMP TABLE moved AS
SELECT s.proceeding, arg_min(m.strfilingparty, (m.rec_type <> w.motion, abs(m.comp_date::DATE - s.decided), m.strfilingparty <> 'B', m.idnmotion)) AS party
FROM stays s JOIN tbl_court_motions m ON m.idnproceeding = s.proceeding
JOIN (VALUES ('dismissed', 'U', 'U'), ('dismissed', 'U', 'TP'), ('terminated', 'TP', 'TP'), ('terminated', 'TP', 'U'), ('terminated_pd', 'TP', 'TP'), ('terminated_pd', 'TP', 'U'),
    ('admin_closed_pd', 'AC', 'AC'), ('admin_closed_other', 'AC', 'AC'), ('admin_closed_unspecified', 'AC', 'AC')) w(class, motion, type)
    ON w.class = s.class AND w.type = m.rec_type
WHERE m.dec = 'G' AND m.strfilingparty IS NOT NULL AND s.decided IS NOT NULL AND m.comp_date IS NOT NULL GROUP BY s.proceeding;

CREATE TEMP TABLE returned AS
SELECT s.proceeding, arg_max(m.strfilingparty, (m.comp_date, m.idnmotion)) AS party
FROM stays s JOIN tbl_court_motions m ON m.idnproceeding = s.proceeding AND m.rec_type IN ('C', 'CL') AND m.dec = 'G' AND m.comp_date >= s.decided
WHERE s.class LIKE 'admin_closed%' AND s.next_begun IS NOT NULL AND m.strfilingparty IS NOT NULL GROUP BY s.proceeding;

CREATE TEMP MACRO who(party) AS CASE WHEN party IS NULL THEN NULL WHEN party = 'I' THEN 'dhs' WHEN party = 'B' THEN 'joint' WHEN party IN ('A', 'R') THEN 'respondent'
    WHEN party IN ('J', 'S', 'E') THEN 'court' ELSE 'other' END;

CREATE TEMP TABLE told AS
SELECT s.*, least(s.appeared, l.appeared) AS first_appeared, s.with_lawyer OR l.idncase IS NOT NULL AS on_record, coalesce(ff.lead, f.lead, s."case") AS lead,
    h.pd_adjournment, h.individual, c.charge, t.docket_tag, m.party AS mover, r.party AS returner, n.circuit
FROM stays s LEFT JOIN lawyers l ON l.idncase = s."case" LEFT JOIN family f ON f.rider = s."case" LEFT JOIN family ff ON ff.rider = f.lead
LEFT JOIN hearings h ON h.idnproceeding = s.proceeding LEFT JOIN charged c ON c.idncase = s."case" LEFT JOIN tags t ON t.idncase = s."case"
LEFT JOIN moved m ON m.proceeding = s.proceeding LEFT JOIN returned r ON r.proceeding = s.proceeding LEFT JOIN court_circuit n ON n.court = s.court;

-- Most leads are one case, most cases one proceeding: where that is so, sums over leads are sums over rows.
CREATE TEMP TABLE sizes AS SELECT lead, count(DISTINCT "case") AS members, count(*) AS stays FROM told GROUP BY lead;
CREATE TEMP TABLE relatives AS  -- the place of each in the family, as far as a number of 64 bits tells them apart
SELECT "case", least(row_number() OVER (PARTITION BY lead ORDER BY "case") - 1, 62) AS member
FROM (SELECT DISTINCT lead, "case" FROM told JOIN sizes USING (lead) WHERE members > 1);

SELECT "case", proceeding, number::UTINYINT AS number, t.lead, members = 1 AS sole_case, stays = 1 AS sole_stay,
    coalesce(member, 0)::UTINYINT AS member, case_type, filed, begun, decided, years_of(filed)::SMALLINT AS filed_fiscal_year,
    years_of(decided)::SMALLINT AS fiscal_year, (decided - filed)::INTEGER AS days, court, circuit, location, judge, nationality, custody,
    CASE WHEN NOT on_record THEN 'unrepresented' WHEN first_appeared IS NULL THEN NULL WHEN first_appeared <= coalesce(decided, release_day()) THEN 'represented'
        ELSE 'unrepresented' END AS representation,
    CASE WHEN on_record THEN 'represented' ELSE 'unrepresented' END AS representation_on_record, first_appeared AS appeared, asylum, charge,
    CASE WHEN before_class IS NULL THEN 'first' WHEN before_class LIKE 'admin_closed%' THEN 'recalendared' ELSE 'reopened' END AS stage,
    CASE WHEN individual THEN 'individual' WHEN individual IS NOT NULL THEN 'master' END AS calendar, field, code, coalesce(class, 'pending') AS class, absentia,
    who(mover) AS moved_by, CASE WHEN class LIKE 'admin_closed%' THEN next_begun END AS put_back,
    CASE WHEN class LIKE 'admin_closed%' THEN who(returner) END AS put_back_by, coalesce(pd_adjournment, false) AS pd_adjournment, docket_tag,
    completed AND class <> 'venue_or_transfer' AND before_class IS NULL AS first_outcome, before_class IS NULL AS first_stay, final
FROM told t JOIN sizes USING (lead) LEFT JOIN relatives USING ("case") ORDER BY case_type <> 'RMV', court, decided, proceeding
