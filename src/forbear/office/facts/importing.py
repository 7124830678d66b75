"""A table of clients becomes matters: what each column means, what would become of every row, then all that were ticked, or none."""

from collections.abc import Mapping as Dict
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forbear.casefile.reading import as_data
from forbear.interchange.exporting import turned
from forbear.interchange.importing import Preview, RowPreview, preview
from forbear.interchange.mapping import Column, Mapping, propose, systems
from forbear.interchange.places import known
from forbear.interchange.tables import Table
from forbear.interchange.words import folded
from forbear.office.conflicts.intake import Standing, open_matter, seen, standing
from forbear.office.facts.groups import GROUPS, lists, single
from forbear.office.facts.passing import drop, found_again, put_by
from forbear.office.facts.words import called, shown
from forbear.office.foreign.asking import table_of
from forbear.office.people.models import Person
from forbear.problem import BadInput, Problem

WRONG = 422
TABLE = "client_table"  # in the session: by what name the file is found again, and what it was called
MOST_ROWS = 300  # at once: they are opened in one go, while others wait to write


@dataclass(frozen=True, slots=True)
class Looked:
    """One row of the preview. `alike` is whether the person has such a matter already."""

    row: RowPreview
    facts: list[tuple[str, str]]
    alike: bool


def choose(request: HttpRequest) -> HttpResponse:
    """Asks for the table, and shows what it would become."""
    if request.method != "POST":
        return render(request, "facts/import.html", {"systems": systems()})
    sent = request.FILES.get("table")
    try:
        if sent is None:
            raise BadInput([Problem(_("Table"), None, _("choose a .csv, .tsv or .xlsx file with one client a row"))])
        content, name = sent.read(), str(sent.name)
        _table(content, name, request.POST.get("sheet") or None)
    except BadInput as bad:
        return render(request, "facts/import.html", {"systems": systems(), "problems": bad.problems}, status=WRONG)
    drop(request.session.get(TABLE, {}).get("token", ""))
    told = {key: request.POST.get(key, "") for key in ("system", "dates", "sheet")}
    request.session[TABLE] = {"token": put_by(content), "name": name} | told
    return redirect("new-matter-import-preview")


def look(request: HttpRequest) -> HttpResponse:
    """What each column means and what would become of every row; with `import`, the ticked rows become matters."""
    kept = request.session.get(TABLE) or {}
    content = found_again(kept.get("token", ""))
    if content is None:
        messages.error(request, _("The table is not kept any more. Send it again; nothing was imported."))
        return redirect("new-matter-import")
    person: Any = request.user
    posted = {name: str(value) for name, value in request.POST.items()}
    try:
        table = _table(content, kept["name"], kept.get("sheet") or None)
        mapping = _mapping(table, kept, posted)
        found = preview(table, mapping, None)
    except BadInput as bad:
        words = {"systems": systems(), "problems": bad.problems}
        return render(request, "facts/import.html", words, status=WRONG)
    office = standing(person)
    rows = [_looked(office, row) for row in found.rows]
    problem = ""
    if "import" in posted:
        ticked = {int(text) for text in request.POST.getlist("row") if text.isdecimal() and len(text) < 8}
        chosen = [looked.row for looked in rows if looked.row.row in ticked and not looked.row.problems]
        problem = _("Tick the rows to import.") if not chosen else ""
        if len(chosen) > MOST_ROWS:
            problem = _("Tick at most %(most)s rows at once; import the rest after.") % {"most": MOST_ROWS}
        if not problem:
            try:
                number = _import(person, chosen, office)
            except BadInput as bad:
                problem = "; ".join(str(each) for each in bad.problems)
            else:
                drop(kept["token"])
                request.session.pop(TABLE, None)
                messages.success(request, ngettext("%(n)s matter was opened.", "%(n)s matters were opened.", number) % {"n": number})
                return redirect("docket")
    return render(
        request, "facts/preview.html", _words(table, mapping, found, rows, kept) | {"problem": problem}, status=WRONG if problem else 200
    )


def _import(person: Person, rows: list[RowPreview], office: Standing) -> int:
    """All of them or none."""
    with transaction.atomic():
        for row in rows:
            assert row.file is not None
            open_matter(person, as_data(row.file), _("imported from a table, row %(n)s") % {"n": row.row}, office)
    return len(rows)


def _table(content: bytes, name: str, sheet: str | None) -> Table:
    return turned(table_of(content, name, sheet), name.rpartition(".")[0] or name)


def _mapping(table: Table, kept: Dict[str, str], posted: Dict[str, str]) -> Mapping:
    """What the columns mean: as proposed, changed as the person said, by the names of facts or their words."""
    proposed = propose(table, systems().get(kept.get("system", "")))
    order: Any = kept.get("dates") or proposed.dates
    order = order if order in ("mdy", "dmy") else None
    if "columns" not in posted:
        return replace(proposed, dates=order)
    meant = {folded(words): path for path, words in _meanings()}
    columns, left, problems = [], [], []
    stands = {column.header: column for column in proposed.columns}
    for number, header in enumerate(table.headers[: table.named]):
        said = posted.get(f"column-{number}", "").strip()
        path = said if known(said) else meant.get(folded(said), "")
        column = stands.get(header)
        if not said:
            left.append(header)
        elif not path:
            problems.append(
                Problem(header, None, _("no fact is called “%(said)s”; choose one of the list, or leave the column out") % {"said": said})
            )
        else:
            columns.append(column if column is not None and column.path == path else Column(header, path))
    if problems:
        raise BadInput(problems)
    return Mapping(tuple(columns), proposed.case, tuple(left), proposed.always, order, proposed.system)


def _meanings() -> list[tuple[str, str]]:
    """Every fact that a column may mean, with its words; the first item of each list."""
    alone = [(field.path, called(field.path)) for group in GROUPS for field in single(group)]
    first = [
        (f"{each.path}[0].{rest}", f"{called(each.path)}: {called(field.path)}")
        for group in GROUPS
        for each in lists(group)
        for rest, field in each.columns.items()
    ]
    return alone + first


def _looked(office: Standing, row: RowPreview) -> Looked:
    told = [(called(fact.path), shown(fact.path, fact.value)) for fact in row.facts]
    return Looked(row, told, row.file is not None and bool(seen(office, as_data(row.file))))


def _words(table: Table, mapping: Mapping, found: Preview, rows: list[Looked], kept: Dict[str, str]) -> dict[str, Any]:
    paths = {column.header: column.path for column in mapping.columns}
    words = dict(_meanings())
    headers = [
        (number, header, words.get(paths.get(header, ""), paths.get(header, "")))
        for number, header in enumerate(table.headers[: table.named])
    ]
    return {
        "name": kept["name"],
        "headers": headers,
        "meanings": [said for _path, said in _meanings()],
        "notes": found.notes,
        "rows": rows,
        "good": len(found.good),
        "bad": len(found.bad),
    }
