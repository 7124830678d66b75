"""Papers made from short cases, for specifications."""

import datetime as dt
import re

import yaml

from forbear.assessment.assess import assess_matter
from forbear.assessment.matter import Matter
from forbear.casefile.reading import check_case
from forbear.casefile.tree import Tree
from forbear.drafting.brief import brief
from forbear.drafting.draft import draft

ON = dt.date(2026, 11, 16)
BASE = """
court: Denver
circuit: '10'
person: {full_name: Ana Lucía Paredes, called: Ms. Paredes, a_number: A200-555-001, birth_date: 1985-04-02, nationalities: [Mexico]}
proceedings: {nta_date: 2019-01-08, nta_filed_date: 2019-02-05, pleadings_date: 2019-06-04, allegations_admitted: true,
  relief_filed_date: 2019-09-10, custody: {detained: false}, court: Denver, judge: Judge Q. Marlow,
  next_hearing: {date: 2027-03-09, type: individual}}
entry: [{date: 2006-05-01, manner: without-inspection, place: 'near Nogales, AZ'}]
residence: {continuous_since: 2006-05-01, state: CO, city: Pueblo}
representation: {representative: {name: Ruth Okafor, kind: attorney, firm: Okafor Law, address: 12 Elm Row, phone: 303-555-0100,
  email: r@okafor.example, eoir_id: AB123456}}
"""


def merged(base, more):
    """Two mappings as one, branch by branch; a list or value of the second wins."""
    if not (isinstance(base, dict) and isinstance(more, dict)):
        return more
    return base | {key: merged(base.get(key), value) for key, value in more.items()}


def matter_of(corpus, more="", on=ON):
    """A matter before the judge with more facts laid over it."""
    facts = merged(yaml.safe_load(BASE), yaml.safe_load(re.sub(r"\bon:", "'on':", more)) or {})
    return Matter(check_case(Tree(facts, {}), "case"), corpus, on)


def brief_of(corpus, form, more="", on=ON):
    """The brief for a form."""
    matter = matter_of(corpus, more, on)
    return brief(matter, assess_matter(matter), form, on)


def drafted(corpus, form, more="", on=ON):
    """Everything made for a form."""
    return draft(brief_of(corpus, form, more, on))


def text(made, kind="pd-request-letter"):
    """The words of one of the papers."""
    return next(document for document in made.outgoing if document.kind == kind).text()
