"""Whole texts in, findings out: the setting in which a text is read."""

import datetime as dt

import yaml

from forbear.assessment.dangers import phase
from forbear.assessment.matter import Matter
from forbear.casefile.reading import check_case
from forbear.casefile.tree import Tree
from forbear.guard.advice import Setting
from forbear.guard.checks import find_checks
from forbear.guard.document import plain
from forbear.guard.sentences import sentences

# Fictional: a mother before the judge, pleadings not yet taken, relief filed, everything in the file that a text can betray.
FILE = """
circuit: '10'
court: Denver
person:
  full_name: Elena Marín Robledo
  birth_date: 1984-05-20
  nationalities: [Honduras]
  a_number: A200-555-030
  marital_status: married
  address: '4410 Cedar Hollow Lane, Aurora, CO 80012'
  other_names: [Helena Robles]
entry:
- {date: 2006-09-14, manner: without-inspection, place: 'near Nogales, AZ', apprehended: false}
residence: {continuous_since: 2006-09-14, state: CO, city: Aurora}
family:
- {relation: spouse, status: none, birth_date: 1980-02-02}
- {relation: child, status: usc, birth_date: 2011-03-08, health: severe asthma with hospital stays}
- {relation: child, status: usc, birth_date: 2015-11-30}
criminal:
- {charge: shoplifting under five hundred dollars, level: misdemeanor, disposition: convicted,
   arrest_date: 2013-06-03, disposition_date: 2013-10-10}
compliance: {hearings_missed: [2019-02-12], hearings_attended: 4}
immigration_history:
  departures: [{date: 2012-01-05, return_date: 2012-02-01}]
  false_documents: true
taxes: {owed: true, years_filed: [2018, 2019]}
goals: {first: stay with the children whatever else happens}
security: {gang: false}
proceedings:
  nta_date: 2023-04-11
  nta_filed_date: 2023-06-01
  nta_alleges_entry: 'on or about 14 September 2006 at or near Nogales, Arizona'
  judge: Immigration Judge Priya Lindahl
  custody: {detained: false}
  relief_filed_date: 2024-01-15
  pleadings_date: 2023-12-05
  next_hearing: {date: 2027-03-15, type: individual}
relief: [{kind: cancellation-nonlpr, status: filed-court, filed_date: 2024-01-15}]
"""
# The same office's spotless client: everything that a claim needs is proved.
PROVED = """
circuit: '10'
person: {full_name: Ana Solís, birth_date: 1990-07-07, nationalities: [Peru], marital_status: single}
entry: [{date: 2009-03-02, manner: admitted}]
residence: {continuous_since: 2009-03-02}
family: []
criminal: []
compliance: {hearings_missed: [], check_ins_missed: []}
immigration_history: {departures: [], false_documents: false, misrepresentation: false, false_claim_usc: false, prior_orders: []}
taxes: {owed: false, years_filed: [2020, 2021]}
employment: [{role: nurse, authorised: true}]
security: {gang: false, drug_use: false}
consent: {explained_date: 2026-11-01}
proceedings: {nta_date: 2023-04-11, nta_filed_date: 2023-06-01, pleadings_date: 2023-12-05, record_checked: 2026-11-01,
  custody: {detained: false}}
evidence:
- {id: e1, kind: clearance-letter, title: FBI check, date: 2026-01-01}
- {id: e2, kind: tax-transcripts, title: Transcripts, date: 2026-01-01}
- {id: e3, kind: employment-letter, title: Hospital, date: 2026-01-01}
- {id: e4, kind: two-year-presence-proof, title: Leases, date: 2026-01-01}
"""
ON = dt.date(2026, 11, 24)


def case_of(text=FILE, **more):
    """A case file; `more` replaces whole parts of it."""
    return check_case(Tree(yaml.safe_load(text) | more, {}), "case")


def setting_of(corpus, case=None, purpose="pd-letter", on=ON):
    """How a text is read: on a day, for a purpose, with a case or without."""
    if case is None:
        return Setting(corpus, on, purpose=purpose)
    matter = Matter(case, corpus, on)
    return Setting(corpus, on, phase(matter), case, purpose, matter.reading)


def checked(text, setting, found=()):
    """The checks of a text."""
    document = plain(text)
    return find_checks(document, sentences(document.text), list(found), setting)


def said(text, setting, check=None):
    """What is marked: the check, how grave, and the words."""
    return [(each.check, each.severity, each.text) for each in checked(text, setting) if check in (None, each.check)]
