-- First outcomes of never detained removal cases, by fiscal year, outcome and representation
-- An association, not an effect. `representation`: a lawyer had appeared before the outcome; `on_record`: a lawyer is on record at all, later ones included, which favours the long-lived.
SELECT fiscal_year, CASE WHEN class = 'removal_order' THEN if(absentia, 'removal_in_absentia', 'removal_merits') WHEN class LIKE 'other_%' THEN 'other' ELSE class END AS outcome,
    representation, representation_on_record AS on_record, count(*) AS cases
FROM events WHERE case_type = 'RMV' AND custody = 'N' AND first_outcome AND class <> 'zero_bond_record' GROUP BY ALL ORDER BY ALL
