"""No sequence of what people do lets anyone read what they may not: by page, program, search or calendar. Tried at random against a model.

A short form runs always; FORBEAR_SOAK=300 tries so many sequences of up to sixty steps (`make soak`).
"""

import datetime as dt
import itertools
import os
from contextlib import suppress

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from forbear.office.api import tokens
from forbear.office.calendar import feeds
from forbear.office.matters import closing, erasing, evidence_files, glass, membership, reading, retention, shredding, writing
from forbear.office.matters.blobs import blob_path
from forbear.office.matters.membership import NotThere
from forbear.office.matters.models import Blob, Glass, Matter
from forbear.office.people import invitations
from forbear.office.people.may import TABLE, Act, NotForRole, roles
from forbear.office.people.models import Person, Role
from forbear.office.rights import changing
from forbear.problem import BadInput
from tests.office.building import a_matter, a_person, with_second_factor

pytestmark = pytest.mark.django_db
SOAK = int(os.environ.get("FORBEAR_SOAK", "0"))
ROLES = (Role.ATTORNEY, Role.REPRESENTATIVE, Role.ADMINISTRATOR, Role.ADMINISTRATOR, Role.PARALEGAL, Role.VOLUNTEER, Role.AUDITOR)
NAMES = ("Quetzal Ixil", "Berta Cocijo")
ADMIN = 2
LONG_AGO, WHY = dt.timedelta(days=800), "nobody else can be reached"
TODAY = dt.date(2026, 11, 24)
WHO, WHICH = st.integers(0, len(ROLES) - 1), st.integers(0, len(NAMES) - 1)
BY = st.one_of(st.none(), st.none(), WHO)  # most often whoever leads the matter, who may
numbers = itertools.count(1)


class Office(RuleBasedStateMachine):
    """People and matters, and beside them plain sets that say who is what: the law that the office must keep."""

    made = None

    def __init__(self):
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.people, self.matters, self.files, sealed = self.made
        for path, content in sealed.items():  # what an earlier sequence erased from the disk no rollback brings back
            path.write_bytes(content)
        self.standing = {(0, 0): "lead", (1, 1): "lead"}
        self.role = dict(enumerate(ROLES))
        self.walls, self.gone, self.glass, self.closed, self.held, self.erased, self.aged = (set() for _ in range(7))
        self.factor = dict.fromkeys(range(len(ROLES)), True)
        self.sessions, self.tokens, self.feeds = {}, {}, {}
        self.said = {0: [], 1: []}  # values that a fact once had and has not now

    def teardown(self):
        try:
            self.doors()
        finally:
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    # What the model says.

    def may(self, who, act):
        return who not in self.gone and self.role[who] in TABLE[act]

    def sees(self, who, which):
        on_it = (who, which) in self.standing or ((who, which) in self.glass and self.may(who, Act.BREAK_GLASS))
        return which not in self.erased and (who, which) not in self.walls and on_it and self.may(who, Act.READ)

    def leads(self, which):
        those = {who for (who, of), as_ in self.standing.items() if of == which and as_ == "lead"}
        return {who for who in those if self.sees(who, which) and self.may(who, Act.LEAD)}

    def writes(self, who, which, act=Act.WRITE):
        able = self.standing.get((who, which)) in ("lead", "member") and self.may(who, act)
        return self.sees(who, which) and able and which not in self.closed

    def administrators(self):
        return {who for who in self.role if self.may(who, Act.KEEP_PEOPLE)}

    # What is done.

    def person(self, who):
        return Person.objects.get(pk=self.people[who].pk)

    def leader(self, by, which):
        return min(self.leads(which), default=ADMIN) if by is None else by

    def does(self, allowed, call, *given, **named):
        done = False
        with suppress(BadInput, NotThere, NotForRole), transaction.atomic():
            call(*given, **named)
            done = True
        assert done == bool(allowed), (call.__name__, done)
        return done

    @rule(by=BY, which=WHICH, who=WHO, as_=st.sampled_from(["lead", "member", "reader"]))
    def grant(self, by, which, who, as_):
        by = self.leader(by, which)
        fits = self.may(who, Act.READ) and (self.may(who, Act.LEAD) or as_ != "lead")
        keeps = as_ == "lead" or self.leads(which) != {who}
        allowed = by in self.leads(which) and fits and keeps
        if self.does(allowed, membership.grant, self.person(by), self.matters[which], self.person(who), as_):
            self.standing[who, which] = as_

    @rule(by=BY, which=WHICH, who=WHO)
    def revoke(self, by, which, who):
        by = self.leader(by, which)
        allowed = (by in self.leads(which) or (by == who and self.sees(by, which))) and self.leads(which) != {who}
        if self.does(allowed, membership.revoke, self.person(by), self.matters[which], self.person(who)):
            self.standing.pop((who, which), None)

    @rule(by=BY, which=WHICH, who=WHO, up=st.sampled_from([True, True, False]))
    def wall(self, by, which, who, up):
        by = self.leader(by, which)
        allowed = by in self.leads(which) and not (up and self.leads(which) == {who})
        if self.does(allowed, membership.wall if up else membership.unwall, self.person(by), self.matters[which], self.person(who)):
            (self.walls.add if up else self.walls.discard)((who, which))

    @rule(by=st.one_of(st.just(ADMIN), WHO), which=WHICH, who=WHO)
    def appoint(self, by, which, who):
        waits = not self.leads(which) and which not in self.erased
        allowed = self.may(by, Act.KEEP_PEOPLE) and waits and self.may(who, Act.LEAD) and (who, which) not in self.walls
        if self.does(allowed, membership.appoint, self.person(by), self.matters[which], self.person(who)):
            self.standing[who, which] = "lead"

    @rule(by=st.one_of(st.just(ADMIN), WHO), who=WHO)
    def leaves(self, by, who):
        last = self.role[who] == Role.ADMINISTRATOR and not self.administrators() - {who}
        if self.does(self.may(by, Act.KEEP_PEOPLE) and not last, changing.let_go, self.person(by), self.person(who)):
            self.gone.add(who)
            self.standing = {key: as_ for key, as_ in self.standing.items() if key[0] != who}
            self.ends(who)

    @rule(by=st.one_of(st.just(ADMIN), WHO), who=WHO)
    def comes_back(self, by, who):
        if self.does(self.may(by, Act.KEEP_PEOPLE), changing.take_back, self.person(by), self.person(who)):
            self.gone.discard(who)

    @rule(by=st.one_of(st.just(ADMIN), WHO), who=WHO, role=st.sampled_from(list(Role)))
    def gets_a_role(self, by, who, role):
        last = self.role[who] == Role.ADMINISTRATOR != role and not self.administrators() - {who}
        if self.does(self.may(by, Act.KEEP_PEOPLE) and not last, changing.change_role, self.person(by), self.person(who), role):
            self.role[who] = role
            if role not in TABLE[Act.LEAD]:
                self.standing |= {key: "member" for key, as_ in self.standing.items() if key[0] == who and as_ == "lead"}
            self.glass = {key for key in self.glass if key[0] != who}
            if by != who:
                self.ends(who)

    @rule(by=st.one_of(st.just(ADMIN), WHO), which=WHICH)
    def breaks_glass(self, by, which):
        there = which not in self.erased and (by, which) not in self.walls and (by, which) not in self.standing
        if self.does(self.may(by, Act.BREAK_GLASS) and there, glass.break_glass, self.person(by), self.matters[which], WHY, 4):
            self.glass.add((by, which))

    @rule(which=WHICH, early=st.booleans(), by=st.one_of(st.just(ADMIN), WHO))
    def glass_ends(self, which, early, by):
        if early:
            self.does((by, which) in self.glass, glass.mend, self.person(by), self.matters[which])
            self.glass.discard((by, which))
        else:
            Glass.objects.filter(matter=self.matters[which]).update(until=timezone.now())
            self.glass = {key for key in self.glass if key[1] != which}

    @rule(by=BY, which=WHICH, close=st.sampled_from([True, True, False]))
    def closes(self, by, which, close):
        by = self.leader(by, which)
        allowed = by in self.leads(which) and (which in self.closed) != close
        if self.does(allowed, closing.close if close else closing.reopen, self.person(by), self.matters[which], WHY):
            (self.closed.add if close else self.closed.discard)(which)
            self.aged.discard(which)

    @rule(which=WHICH)
    def years_pass(self, which):
        if Matter.objects.filter(pk=self.matters[which], closed_at__isnull=False).update(closed_at=timezone.now() - LONG_AGO):
            self.aged.add(which)

    @rule(by=BY, which=WHICH, on=st.booleans())
    def holds(self, by, which, on):
        by = self.leader(by, which)
        by_role = self.may(by, Act.KEEP_PEOPLE) and which not in self.erased and (by, which) not in self.walls
        allowed = (by_role or (not self.may(by, Act.KEEP_PEOPLE) and by in self.leads(which))) and (which in self.held) != on
        given = (self.person(by), self.matters[which])
        if self.does(allowed, closing.hold if on else closing.lift, *given, *([WHY] if on else [])):
            (self.held.add if on else self.held.discard)(which)

    @rule(by=st.one_of(st.just(ADMIN), WHO), which=WHICH)
    def erases(self, by, which):
        by_right = self.may(by, Act.KEEP_PEOPLE) or (by in self.leads(which) and self.may(by, Act.ERASE))
        allowed = by_right and which in self.closed & self.aged and which not in self.held | self.erased
        if self.does(allowed, erasing.erase, self.person(by), self.matters[which], dt.date(2026, 11, 24)):
            self.erased.add(which)
            self.standing = {key: as_ for key, as_ in self.standing.items() if key[1] != which}
            self.glass = {key for key in self.glass if key[1] != which}

    @rule(by=BY, which=WHICH)
    def writes_a_fact(self, by, which):
        by, word = self.leader(by, which), f"Canary{next(numbers)}"
        base = Matter.objects.get(pk=self.matters[which]).revision
        if self.does(self.writes(by, which), writing.save, self.person(by), self.matters[which], base, {"person.called": word}, ""):
            self.said[which].append(word)

    @rule(by=BY, which=WHICH)
    def shreds(self, by, which):
        by, past = self.leader(by, which), self.said[which][:-1]
        allowed = by in self.leads(which) and self.may(by, Act.SHRED) and past and which not in self.held
        if self.does(allowed, shredding.shred, self.person(by), self.matters[which], "person.called"):
            reader = self.person(by)
            for n in range(1, Matter.objects.get(pk=self.matters[which]).revision + 1):
                assert not any(word in str(reading.facts_at(reader, self.matters[which], n)) for word in past)
            self.said[which] = self.said[which][-1:]

    @rule(who=WHO)
    def makes_a_token(self, who):
        made = []
        if self.does(self.may(who, Act.CONNECT), lambda: made.append(tokens.make(self.person(who), "a program", days=30, writes=True))):
            self.tokens[who] = made[0][1]

    @rule(who=WHO)
    def makes_a_feed(self, who):
        made = []
        if self.does(self.may(who, Act.TAKE_OUT), lambda: made.append(feeds.make(self.person(who), with_names=True))):
            self.feeds[who] = made[0]

    @rule(who=WHO)
    def signs_in(self, who):
        if who not in self.gone:
            self.sessions[who] = Client()
            self.sessions[who].force_login(self.person(who))

    @rule(by=st.one_of(st.just(ADMIN), WHO), who=WHO, used=st.booleans())
    def returns(self, by, who, used):
        made = []
        allowed = self.may(by, Act.KEEP_PEOPLE) and who not in self.gone
        if self.does(allowed, lambda: made.append(invitations.let_return(self.person(by), self.person(who)))) and used:
            invitations.accept(made[0][0], email="", name="", password="quiet rivers carry boats", language="en")
            self.factor[who] = False
            self.ends(who)

    @rule(who=WHO)
    def sets_up_a_factor(self, who):
        if not self.factor[who]:
            with_second_factor(self.person(who))
            self.factor[who] = True

    def ends(self, who):
        """Every way in of somebody's is closed: what they hold opens nothing any more, and is kept to be tried."""
        self.glass = {key for key in self.glass if key[0] != who} if who in self.gone else self.glass
        for kind, held in (("session", self.sessions), ("token", self.tokens), ("feed", self.feeds)):
            if who in held:
                self.old.append((kind, held.pop(who)))

    @property
    def old(self):
        return self.__dict__.setdefault("_old", [])

    # What is held to it.

    @invariant()
    def the_store_keeps_the_law(self):
        for who in self.role:
            person = self.person(who)
            seen = {which for which in range(len(NAMES)) if self.sees(who, which)}
            assert {row.id for row in reading.rows(person)} == {self.matters[which] for which in seen - self.closed}
            assert {row.id for row in reading.closed_rows(person)} == {self.matters[which] for which in seen & self.closed}
            for which, (matter, file) in enumerate(zip(self.matters, self.files, strict=True)):
                self.opens(which in seen, reading.history, person, matter)
                self.opens(which in seen and self.may(who, Act.TAKE_OUT), evidence_files.read, person, matter, file)

    def opens(self, allowed, call, *given):
        opened = False
        with suppress(NotThere, NotForRole):
            call(*given)
            opened = True
        assert opened == allowed, (call.__name__, given)

    def doors(self):
        """Every way in, as it is asked from outside: pages with search, the API, the calendar; and those that have ended."""
        cache.clear()
        for who in self.role:
            shown = {which for which in range(len(NAMES)) if self.sees(who, which)}
            listed = shown - self.closed
            session = self.sessions.get(who)
            if session is not None and self.factor[who]:
                assert self.named(session.get("/")) == listed
                session.post(reverse("docket-search"), {"search": "o"})
                assert self.named(session.get("/")) <= listed
                session.post(reverse("docket-search"), {"search": ""})
                for which, matter in enumerate(self.matters):
                    answer = session.get(reverse("overview", args=[matter]))
                    assert answer.status_code == (200 if which in shown else 404), (who, which)
                    assert which in shown or NAMES[which] not in answer.content.decode()
            elif session is not None:
                assert session.get("/").status_code == 302
            if who in self.tokens:
                self.program(self.tokens[who], shown, listed, connects=self.may(who, Act.CONNECT))
            if who in self.feeds:
                answer = Client().get(reverse("calendar-read", args=[self.feeds[who]]))
                assert self.named(answer) == (listed if self.may(who, Act.TAKE_OUT) else set())
        for kind, held in self.old:
            if kind == "session":
                assert held.get("/").status_code == 302
            elif kind == "token":
                self.program(held, set(), set(), connects=False)
            else:
                assert Client().get(reverse("calendar-read", args=[held])).status_code == 404

    def program(self, secret, shown, listed, *, connects):
        client = Client(headers={"authorization": f"Bearer {secret}"})
        answer = client.get("/api/matters")
        assert answer.status_code == (200 if connects else 401)
        assert self.named(answer) == (listed if connects else set())
        for which, matter in enumerate(self.matters):
            wanted = 401 if not connects else 200 if which in shown else 404
            assert client.get(f"/api/matters/{matter}/facts").status_code == wanted

    def named(self, answer):
        content = answer.content.decode().replace("\r\n ", "")
        return {which for which, name in enumerate(NAMES) if name in content}


def test_nobody_reads_what_they_may_not():
    people = [with_second_factor(a_person(role, name=f"Worker {number}")) for number, role in enumerate(ROLES)]
    hearing = {"next_hearing": {"date": "2027-03-04", "type": "individual"}}
    matters = [a_matter(people[number], name=name, proceedings=hearing) for number, name in enumerate(NAMES)]
    files = [evidence_files.add(people[number], matter, "e1.pdf", b"paper").id for number, matter in enumerate(matters)]
    retention.set_rule(people[ADMIN], 2, "the bar's rule")
    sealed = {blob_path(name): blob_path(name).read_bytes() for name in Blob.objects.values_list("name", flat=True)}
    Office.made = (people, matters, files, sealed)
    run_state_machine_as_test(
        Office,
        settings=settings(
            max_examples=SOAK or 3,
            stateful_step_count=60 if SOAK else 10,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )


def test_each_role_may_what_the_table_says_and_nothing_else():
    """The table as people read it in docs/security.md: a mark for each role, in the order of Role."""
    table = {
        Act.READ: "●●●●●●·",
        Act.INTERVIEW: "●●●●●●·",
        Act.WRITE: "●●●●●··",
        Act.TAKE_OUT: "●●●●●··",
        Act.MAKE_PAPERS: "●●●●●··",
        Act.COURT_PAPERS: "●●●·●··",
        Act.LEAD: "●●●●···",
        Act.SHRED: "·●●····",
        Act.CONNECT: "●●●●●··",
        Act.EDIT_LAW: "●●·····",
        Act.HOLD: "●●●●···",
        Act.ERASE: "●●●····",
        Act.BREAK_GLASS: "●······",
        Act.KEEP_PEOPLE: "●······",
        Act.READ_LOG: "●·····●",
    }
    assert {act: "".join("●" if role in roles(act) else "·" for role in Role) for act in Act} == table
    written = (settings_folder() / "docs" / "security.md").read_text(encoding="utf-8")
    for act, marks in table.items():
        row = next(line for line in written.splitlines() if line.startswith("|") and f"`{act}`" in line)
        assert [cell.strip() for cell in row.strip("|").split("|")][1:] == ["●" if mark == "●" else "" for mark in marks], act
    assert Authenticator.objects.count() == 0


def settings_folder():
    from pathlib import Path

    return Path(__file__).parents[3]
