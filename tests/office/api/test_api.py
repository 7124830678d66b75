"""The API: what a token opens, what it does not, and how every failure is said."""

import datetime as dt
import io
import json
import uuid
from pathlib import Path

import pypdfium2
import pytest
from django.test import Client
from django.utils import timezone

import forbear.demo
from forbear.casefile.reading import as_data, read_case
from forbear.office.api import rights, tokens
from forbear.office.api.models import Token
from forbear.office.audit.models import Entry
from forbear.office.matters import evidence_files, membership, reading, writing
from forbear.office.people.models import Role
from forbear.office.rights.changing import let_go
from tests.office.building import a_matter, a_person, facts

pytestmark = pytest.mark.django_db(transaction=True)


class Program:
    """A program that calls the API with a person's token."""

    def __init__(self, person, *, writes=True):
        self.person = person
        self.token, self.secret = tokens.make(person, "a program", days=30, writes=writes)
        self.client = Client(headers={"authorization": f"Bearer {self.secret}"})

    def get(self, path, **query):
        return self.client.get(f"/api{path}", query)

    def send(self, method, path, body):
        return self.client.generic(method, f"/api{path}", json.dumps(body, default=str), content_type="application/json")


def a_pdf():
    document, out = pypdfium2.PdfDocument.new(), io.BytesIO()
    document.new_page(612, 792)
    document.save(out)
    return out.getvalue()


def named(name, content):
    file = io.BytesIO(content)
    file.name = name
    return file


@pytest.fixture
def program():
    return Program(a_person())


@pytest.fixture
def demo():
    """A whole case, as facts."""
    facts = as_data(read_case(Path(forbear.demo.__file__).parent / "orozco"))
    return {key: value for key, value in facts.items() if key != "format"}


def test_without_a_token_nothing_is_open_but_the_description():
    assert Client().get("/api/openapi.json").json()["openapi"].startswith("3.1")
    for headers in ({}, {"authorization": "Bearer forbear_wrong"}, {"authorization": "Basic x"}, {"authorization": "Bearer"}):
        answer = Client(headers=headers).get("/api/matters")
        assert answer.status_code == 401
        assert answer.json()["error"] == "not-signed-in"
        assert "Bearer" in answer.headers["WWW-Authenticate"]


def test_a_browser_session_opens_nothing():
    client = Client()
    client.force_login(a_person())
    assert client.get("/api/matters").status_code == 401


@pytest.mark.parametrize("ends", ["its day", "its owner", "leaving"])
def test_a_token_ends(program, ends):
    assert program.get("/matters").status_code == 200
    if ends == "its day":
        Token.objects.update(until=timezone.now() - dt.timedelta(seconds=1))
    elif ends == "its owner":
        tokens.withdraw(program.person, program.token.pk)
    else:
        let_go(a_person(Role.ADMINISTRATOR), program.person)
    assert program.get("/matters").status_code == 401


def test_a_token_is_kept_as_a_hash_and_its_label_sealed(program):
    kept = Token.objects.get()
    assert program.secret not in str(kept.__dict__)
    assert b"a program" not in bytes(kept.label)
    assert tokens.of(program.person)[0].label == "a program"


def test_a_matter_is_opened_read_and_changed(program):
    made = program.send("POST", "/matters", {"facts": facts(), "why": "intake"})
    assert made.status_code == 201
    where = f"/matters/{made.json()['id']}"
    assert program.get(where).json()["role"] == "lead"
    changed = program.send(
        "PATCH", f"{where}/facts", {"base": 1, "changes": {"family[0].relation": "child"}, "remove": ["court"], "why": "call"}
    )
    assert changed.json()["revision"] == 2
    now = program.get(f"{where}/facts").json()
    assert (now["revision"], now["facts"]["family"], "court" in now["facts"]) == (2, [{"relation": "child"}], False)
    assert program.get(f"{where}/facts", revision=1).json()["facts"]["court"] == "Denver"
    assert [each["revision"] for each in program.get(f"{where}/history").json()] == [2, 1]
    assert program.get("/matters").json()["of"] == 1
    assert program.get("/docket", stage="no-such").json()["rows"] == []


def test_what_somebody_else_changed_meanwhile_is_shown_and_kept(program):
    matter = a_matter(program.person)
    writing.save(program.person, matter, 1, {"person.full_name": "Ana M. Quetzal"}, "corrected")
    answer = program.send("PATCH", f"/matters/{matter}/facts", {"base": 1, "changes": {"person.full_name": "A. Quetzal"}})
    assert answer.status_code == 409
    said = answer.json()
    assert (said["base"], said["revision"]) == (1, 2)
    clash = said["clashes"]["person.full_name"]
    assert [clash[side]["value"] for side in ("base", "theirs", "yours")] == ["Ana Quetzal Ixil", "Ana M. Quetzal", "A. Quetzal"]
    assert reading.opened(program.person, matter).facts["person"]["full_name"] == "Ana M. Quetzal"
    assert program.send("PATCH", f"/matters/{matter}/facts", {"base": 1, "remove": ["person.full_name"]}).json()["clashes"]


ADDRESSES = [
    ("GET", ""), ("GET", "/facts"), ("GET", "/history"), ("GET", "/evidence"), ("GET", "/assessment"), ("GET", "/questions"),
    ("GET", "/deadlines"), ("GET", "/options"), ("GET", "/documents"), ("GET", "/explanation?finding=stage"),
    ("GET", f"/evidence/{uuid.uuid4()}"), ("DELETE", f"/evidence/{uuid.uuid4()}"), ("GET", f"/documents/{uuid.uuid4()}"),
]  # fmt: skip
WRITES = [("PATCH", "/facts", {"base": 1}), ("POST", "/documents", {"form": "administrative-closure"})]


def test_who_has_no_right_learns_nothing():
    """The same bytes for a matter of others, one behind a wall, and one that does not exist, whatever is asked of it."""
    lead, stranger, walled = a_person(), Program(a_person()), Program(a_person(Role.ADMINISTRATOR))
    matter = a_matter(lead)
    membership.grant(lead, matter, walled.person, "member")
    membership.wall(lead, matter, walled.person)
    for program in (stranger, walled):
        assert program.get("/matters").json() == {"of": 0, "matters": []}
        assert program.get("/docket").json()["stages"] == {}
        for method, path in ADDRESSES:
            theirs, nobodys = (program.client.generic(method, f"/api/matters/{each}{path}") for each in (matter, uuid.uuid4()))
            assert theirs.status_code == nobodys.status_code == 404, path
            assert theirs.content == nobodys.content
        for method, path, body in WRITES:
            theirs, nobodys = (program.send(method, f"/matters/{each}{path}", body) for each in (matter, uuid.uuid4()))
            assert theirs.status_code == nobodys.status_code == 404, path
            assert theirs.content == nobodys.content
        theirs, nobodys = (program.send("POST", "/guard", {"text": "x", "matter": str(each)}) for each in (matter, uuid.uuid4()))
        assert (theirs.status_code, theirs.content) == (404, nobodys.content)


def test_a_token_to_read_writes_nothing(program):
    matter = a_matter(program.person)
    reader = Program(program.person, writes=False)
    assert reader.get(f"/matters/{matter}/facts").status_code == 200
    for method, path, body in (*((m, f"/matters/{matter}{p}", b) for m, p, b in WRITES), ("POST", "/matters", {"facts": facts()})):
        assert reader.send(method, path, body).status_code == 403, path


def test_rights_are_the_persons(program):
    matter = a_matter(program.person)
    reader = Program(a_person(Role.PARALEGAL))
    membership.grant(program.person, matter, reader.person, "reader")
    assert reader.get(f"/matters/{matter}/facts").status_code == 200
    assert reader.send("PATCH", f"/matters/{matter}/facts", {"base": 1, "changes": {"court": "Chicago"}}).status_code == 403
    assert reader.send("POST", "/matters", {"facts": facts()}).status_code == 403


def test_partial_accreditation_makes_no_paper_for_a_court(program, demo):
    matter = writing.create(program.person, demo, "intake")
    partial = Program(a_person(Role.REPRESENTATIVE_PARTIAL))
    membership.grant(program.person, matter, partial.person, "member")
    assert partial.send("POST", f"/matters/{matter}/documents", {"form": "termination-discretionary"}).status_code in (403, 422)
    assert evidence_files.files(program.person, matter, "api-draft") == []


@pytest.mark.parametrize(
    ("body", "status", "place"),
    [
        ('{"facts": ', 400, None),
        ("[" * 100_000, 400, None),
        ('{"facts": {"court": "Denver"}, "oops": 1}', 422, "$.oops"),
        ('{"facts": []}', 422, "$.facts"),
        ("{}", 422, "$.facts"),
        ('{"facts": {"shoe": 9}}', 422, "shoe"),
        ('{"facts": {"circuit": "13"}}', 422, "circuit"),
        ('{"facts": {"court": "\\ud800"}}', 422, "$.facts"),
        ('{"facts": {"as_of": NaN}}', 422, "$.facts"),
        ('{"facts": {"court": "Denver"}, "why": "' + "x" * 2001 + '"}', 422, "$.why"),
        ('{"facts": ' + '{"a": ' * 60 + "1" + "}" * 60 + "}", 422, "$.facts"),
        ("x" * 6_000_000, 413, None),
    ],
)
def test_what_is_wrong_is_said_where_it_stands(program, body, status, place):
    answer = program.client.generic("POST", "/api/matters", body, content_type="application/json")
    said = answer.json()
    assert answer.status_code == status, said
    assert place is None or any(each["place"].startswith(place) for each in said["problems"]), said
    assert reading.rows(program.person) == []


@pytest.mark.parametrize(
    ("path", "query", "place"),
    [
        ("/matters", {"limit": "0"}, "?limit"),
        ("/docket", {"before": "yesterday"}, "?before"),
        ("/docket", {"before": "9999-12-31"}, "?before"),
        ("/law/governing", {"actor": "the-king"}, "?actor"),
        ("/law/search", {}, "?words"),
        ("/matters/no-id/facts", {}, "matter_id"),
    ],
)
def test_a_bad_address_is_said_by_its_part(program, path, query, place):
    answer = program.get(path, **query)
    assert answer.status_code == 422
    assert answer.json()["problems"][0]["place"] == place


def test_evidence_comes_in_sealed_and_goes_out_whole(program):
    matter = a_matter(program.person)
    where, content = f"/api/matters/{matter}/evidence", a_pdf()
    added = program.client.post(where, {"file": named("nta.pdf", content)})
    assert added.status_code == 201, added.json()
    assert added.json()["media_type"] == "application/pdf"
    assert [each["name"] for each in program.client.get(where).json()] == ["nta.pdf"]
    given = program.client.get(f"{where}/{added.json()['id']}")
    assert given.content == content
    assert "nta" not in given.headers["Content-Disposition"]
    assert program.client.delete(f"{where}/{added.json()['id']}").status_code == 200
    assert program.client.get(where).json() == []
    assert program.client.delete(f"{where}/{added.json()['id']}").status_code == 404


@pytest.mark.parametrize(
    ("name", "content"), [("run.pdf", b"MZ\x90program"), ("x.exe", b"MZ"), ("../up.pdf", None), ("a.png", None), ("a.pdf", b"")]
)
def test_a_file_that_is_not_what_it_says_stays_out(program, name, content):
    matter = a_matter(program.person)
    where = f"/api/matters/{matter}/evidence"
    answer = program.client.post(where, {"file": named("f", a_pdf() if content is None else content), "name": name})
    assert answer.status_code == 422, answer.content
    assert evidence_files.files(program.person, matter) == []


def test_more_than_is_taken_in_is_refused_before_it_is_read(program):
    answer = program.client.generic("POST", "/api/guard", b"{}", content_type="application/json", CONTENT_LENGTH="200000000")
    assert answer.status_code == 413


def test_the_law_of_a_day(program, demo):
    matter = writing.create(program.person, demo, "intake")
    where = f"/matters/{matter}"
    now, then = (program.get(f"{where}/assessment", **query).json() for query in ({}, {"on": "2022-05-12"}))
    assert (now["on"], then["on"]) == ("2026-11-24", "2022-05-12")
    assert now["posture"] != then["posture"]
    assert program.get(f"{where}/deadlines").json() == now["deadlines"]
    assert program.get(f"{where}/options").json()["plan"] == now["plan"]
    assert program.get(f"{where}/questions").json() == now["questions"]
    assert program.get(f"{where}/explanation", finding="stage").json()["because"]
    assert program.get(f"{where}/explanation", finding="stage:what").status_code == 422
    assert program.get("/law/governing", on="2022-05-12").json()["regime"].startswith("opla")
    assert program.get("/law/entries/castro-tum").json()["in_force"]
    assert program.get("/law/entries/no-such").status_code == 404
    assert program.get("/law/search", words="closure sixth").json()
    assert isinstance(program.get("/law/recheck").json(), list)


def test_a_draft_is_made_kept_and_given(program, demo):
    matter = writing.create(program.person, demo, "intake")
    form = next(each["form"] for each in program.get(f"/matters/{matter}/options").json()["options"] if each["status"] == "available")
    made = program.send("POST", f"/matters/{matter}/documents", {"form": form})
    assert made.status_code == 201, made.json()
    said = made.json()
    assert said["counsel_only"]
    assert "gate" in said["said"]
    files = program.get(f"/matters/{matter}/documents").json()
    assert {each["id"] for each in files} == {each["id"] for each in (*said["files"], *said["counsel_only"])}
    paper = next(each for each in said["files"] if each["name"].endswith(".pdf"))
    assert program.get(f"/matters/{matter}/documents/{paper['id']}").content.startswith(b"%PDF")
    assert program.send("POST", f"/matters/{matter}/documents", {"form": "no-such"}).status_code == 422


def test_a_text_is_guarded(program):
    said = program.send("POST", "/guard", {"text": "He entered without inspection near Nogales in 2019."}).json()
    assert said["findings"]
    assert all(said["findings"][0][key] for key in ("because", "instead"))


def test_each_request_leaves_its_line(program):
    matter = a_matter(program.person)
    before = Entry.objects.count()
    program.get(f"/matters/{matter}/facts")
    line = Entry.objects.order_by("seq").last()
    assert Entry.objects.count() == before + 1
    assert (line.person, line.matters, line.outcome) == (str(program.person.pk), str(matter), "200")


def test_too_many_requests_wait(program, monkeypatch):
    monkeypatch.setattr(rights, "MOST_A_MINUTE", 2)
    answers = [program.get("/law/recheck") for _ in range(4)]
    assert answers[0].status_code == 200
    assert answers[-1].status_code == 429
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 60


def test_every_failure_is_described():
    described = Client().get("/api/openapi.json").json()
    assert described["components"]["schemas"]["Assessment"]["properties"]["options"]
    for operations in described["paths"].values():
        for operation in operations.values():
            assert {"400", "401", "403", "404", "409", "413", "422", "429"} < set(operation["responses"])
            assert any(status.startswith("2") for status in operation["responses"])
