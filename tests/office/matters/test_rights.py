"""No sequence of grants, walls, leavings and appointments lets a person read what they may not: tried at random against a plain model."""

from contextlib import suppress

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from forbear.office.matters import evidence_files, membership, reading, writing
from forbear.office.matters.membership import NotThere
from forbear.office.people.models import Role
from forbear.problem import BadInput
from tests.office.building import a_matter, a_person

pytestmark = pytest.mark.django_db
ROLES = (Role.ATTORNEY, Role.ADMINISTRATOR, Role.PARALEGAL, Role.VOLUNTEER, Role.REPRESENTATIVE_PARTIAL, Role.AUDITOR)
WHO, WHICH = st.integers(0, len(ROLES) - 1), st.integers(0, 1)
BY = st.one_of(st.none(), st.none(), WHO)  # most often whoever leads the matter, who may
ACTS = st.one_of(
    st.tuples(st.just("grant"), BY, WHICH, WHO, st.sampled_from(["lead", "member", "reader"])),
    st.tuples(st.sampled_from(["revoke", "wall", "wall", "unwall"]), BY, WHICH, WHO, st.just("")),
    st.tuples(st.sampled_from(["appoint", "leave"]), st.one_of(st.just(1), WHO), WHICH, WHO, st.just("")),
)


class Model:
    """Who is what, as plain sets: the law that the store must keep."""

    def __init__(self, leads):
        self.standing = {(who, which): "lead" for which, who in enumerate(leads)}
        self.walls, self.gone = set(), set()

    def sees(self, who, which):
        return (who, which) in self.standing and (who, which) not in self.walls and who not in self.gone and ROLES[who] != Role.AUDITOR

    def leads(self, which):
        return {who for (who, of), as_ in self.standing.items() if of == which and as_ == "lead" and self.sees(who, which)}

    def act(self, act, by, which, who, as_):
        """Does what was done; says whether it was allowed."""
        rules = by in self.leads(which)
        last = self.leads(which) == {who}
        can_lead = ROLES[who] not in (Role.PARALEGAL, Role.VOLUNTEER, Role.AUDITOR)
        if act == "grant":
            allowed = rules and who not in self.gone and ROLES[who] != Role.AUDITOR and (can_lead or as_ != "lead")
            allowed = allowed and not (last and as_ != "lead")
            if allowed:
                self.standing[who, which] = as_
        elif act == "revoke":
            allowed = (rules or (by == who and self.sees(by, which))) and not last
            if allowed:
                self.standing.pop((who, which), None)
        elif act == "wall":
            allowed = rules and not last
            if allowed:
                self.walls.add((who, which))
        elif act == "unwall":
            allowed = rules
            if allowed:
                self.walls.discard((who, which))
        elif act == "appoint":
            manages = ROLES[by] == Role.ADMINISTRATOR and by not in self.gone
            allowed = manages and not self.leads(which) and can_lead and who not in self.gone and (who, which) not in self.walls
            if allowed:
                self.standing[who, which] = "lead"
        else:
            manages = ROLES[by] == Role.ADMINISTRATOR and by not in self.gone
            allowed = manages and ROLES[who] != Role.ADMINISTRATOR
            if allowed:
                self.gone.add(who)
                self.standing = {key: value for key, value in self.standing.items() if key[0] != who}
        return allowed


@pytest.fixture
def office():
    people = [a_person(role) for role in ROLES]
    leads = (0, 1)
    matters = [a_matter(people[lead], name=f"Client {number}") for number, lead in enumerate(leads)]
    files = [evidence_files.add(people[lead], matter, "e1.pdf", b"paper").id for lead, matter in zip(leads, matters, strict=True)]
    return people, leads, matters, files


@given(everyone=st.booleans(), acts=st.lists(ACTS, min_size=1, max_size=15))
@settings(max_examples=15)
def test_nobody_reads_what_they_may_not(office, everyone, acts):
    people, leads, matters, files = office
    model = Model(leads)
    with transaction.atomic():
        for person in people:
            person.is_active = True
        begun = [("grant", None, which, who, "member") for which in range(len(matters)) for who in range(len(ROLES))] if everyone else []
        for act, asked, which, who, as_ in [*begun, *acts]:
            by = min(model.leads(which), default=who) if asked is None else asked
            call = getattr(membership, act)
            given = (people[by], people[who]) if act == "leave" else (people[by], matters[which], people[who])
            done = False
            with suppress(BadInput, NotThere), transaction.atomic():
                call(*given, *([as_] if as_ else []))
                done = True
            assert done == model.act(act, by, which, who, as_), (act, by, which, who, as_)
        for number, person in enumerate(people):
            seen = {which for which in range(len(matters)) if model.sees(number, which)}
            assert {row.id for row in reading.rows(person)} == {matters[which] for which in seen}
            for which, (matter, file) in enumerate(zip(matters, files, strict=True)):
                if which in seen:
                    reading.opened(person, matter)
                    evidence_files.read(person, matter, file)
                else:
                    for read, asked in ((reading.opened, (matter,)), (evidence_files.read, (matter, file))):
                        with pytest.raises(NotThere):
                            read(person, *asked)
                wrote = False
                with suppress(BadInput, NotThere):
                    wrote = writing.keep(person, matter, "note", {}, "").revision == 1
                assert wrote == (which in seen and model.standing[number, which] in ("lead", "member"))
        transaction.set_rollback(True)
