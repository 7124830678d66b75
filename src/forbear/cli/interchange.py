"""`import`, `export`: clients and matters in from tables, and cases out for other programs."""

import argparse
import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from forbear.casefile.fields import Sensitivity
from forbear.casefile.reading import read_case
from forbear.cli.main import add_json, add_page
from forbear.cli.output import console, print_json
from forbear.interchange.exporting import WITHOUT, export, turned
from forbear.interchange.folders import write
from forbear.interchange.importing import preview
from forbear.interchange.mapping import Mapping, propose, read_mapping, systems, write_mapping
from forbear.interchange.sheet import letter
from forbear.interchange.tables import read_table
from forbear.problem import BadInput, Problem, printable

if TYPE_CHECKING:
    from forbear.interchange.importing import Preview

ENDINGS = {"json": (".json",), "yaml": (".yaml", ".yml"), "csv": (".csv",)}


def add_import(command: argparse.ArgumentParser) -> None:
    """Options of `import`."""
    command.epilog = (
        "example, in this order:\n"
        "  forbear import clients.xlsx --preview                      what the columns seem to mean\n"
        "  forbear import clients.xlsx --save-mapping map.yaml        keep that, and correct it by hand\n"
        "  forbear import clients.xlsx --mapping map.yaml --into cases --preview\n"
        "  forbear import clients.xlsx --mapping map.yaml --into cases\n"
        "  forbear import contacts.csv --system docketwise --into cases --preview\n\n"
        "TABLE is a .csv, .tsv or .xlsx file with one client a row, or what `forbear export --as csv` wrote. Formulas are never computed.\n"
        "Cases that stand in DIR are never touched. Exit 1 where rows are refused (--preview, --skip-bad); 2 where nothing was written."
    )
    command.add_argument("table", metavar="TABLE", type=Path, help="a .csv, .tsv or .xlsx file")
    command.add_argument("--mapping", metavar="MAP.yaml", type=Path, help="which column means which field")
    command.add_argument("--system", choices=list(systems()), help="take the columns that this system's documentation names")
    command.add_argument("--into", metavar="DIR", type=Path, help="the folder for the case folders")
    command.add_argument("--preview", action="store_true", help="show what would become of every row; write nothing")
    command.add_argument("--skip-bad", action="store_true", help="import the rows that can be, and leave out those that are refused")
    command.add_argument("--save-mapping", metavar="FILE", type=Path, help="write what the columns mean to a new YAML file")
    command.add_argument("--sheet", metavar="NAME", help="the sheet of a workbook")
    add_json(command)
    add_page(command)
    command.set_defaults(run=run_import)


def run_import(options: argparse.Namespace) -> int:
    """Shows or imports a table. Raises BadInput."""
    if options.mapping is not None and options.system is not None:
        raise BadInput(
            [Problem("--system", None, "give either --mapping or --system; save the system's columns with --save-mapping to change them")]
        )
    given = read_mapping(options.mapping) if options.mapping is not None else None
    sheet, header_rows = (given.sheet, given.header_rows) if given is not None else (None, ())
    table = turned(read_table(options.table, options.sheet or sheet, header_rows), options.table.stem)
    mapping = given or propose(table, systems()[options.system] if options.system else None)
    if options.save_mapping is not None:
        write_new(write_mapping(mapping).encode(), options.save_mapping, "--save-mapping", ENDINGS["yaml"])
    only_kept = options.save_mapping is not None and options.into is None and not options.preview
    only_shown = options.preview or only_kept
    if not only_shown:
        _check_ready(options, mapping, given is not None or options.system is not None)
    shown = preview(table, mapping, options.into)
    written = [] if only_shown else write(shown, options.into, skip_bad=options.skip_bad)
    if options.json:
        print_json(_answer(shown, mapping, written))
    else:
        from forbear.cli.interchangepage import print_columns, print_preview, print_written

        page = console(options.width)
        if options.save_mapping is not None:
            page.print(f"The mapping is kept in {printable(str(options.save_mapping))}. Look it through, and give it with --mapping.")
        if only_kept:
            print_columns(page, shown, mapping)
        elif only_shown:
            print_preview(page, shown, mapping)
        else:
            print_written(page, shown, options.into)
    return 1 if shown.bad and not only_kept else 0


def _check_ready(options: argparse.Namespace, mapping: Mapping, told: bool) -> None:
    if options.into is None:
        raise BadInput([Problem("--into", None, "name the folder for the case folders (or look first: --preview)")])
    if told:
        return
    if mapping.columns and mapping.columns[0].exact:  # our own export says what its columns mean
        message = "{!r} is no field of a case file; correct it, or keep the mapping (--save-mapping FILE), which leaves it out"
        problems = [Problem(options.table.name, None, message.format(header)) for header in mapping.left]
        if problems:
            raise BadInput(problems)
    else:
        message = (
            "what the columns mean was not said; look at the proposal (--preview), keep it (--save-mapping FILE) and give it with --mapping"
        )
        raise BadInput([Problem(options.table.name, None, message)])


def _answer(shown: "Preview", mapping: Mapping, written: list[Path]) -> dict[str, Any]:
    table = shown.table
    return {
        "table": table.name,
        "rows": len(shown.rows),
        "refused": len(shown.bad),
        "written": [printable(str(path)) for path in written],
        "system": mapping.system,
        "columns": [
            {
                "column": letter(read.index),
                "header": read.column.header,
                "field": read.column.path,
                "sensitivity": read.column.sensitivity,
                "dates": read.reading.decision.order,
                "needs_review": read.column.needs_review or None,
            }
            for read in shown.columns
        ],
        "not_taken_over": list(shown.left),
        "notes": list(shown.notes),
        "cases": [
            {
                "row": row.row,
                "case": row.folder,
                "facts": [
                    {
                        "path": fact.path,
                        "value": fact.value,
                        "column": None if fact.column is None else letter(fact.column),
                        "sensitivity": fact.sensitivity,
                    }
                    for fact in row.facts
                ],
                "problems": [{"where": problem.place, "problem": problem.message} for problem in row.problems],
                "notes": list(row.notes),
            }
            for row in shown.rows
        ],
    }


def add_export(command: argparse.ArgumentParser) -> None:
    """Options of `export`."""
    command.epilog = (
        "example:\n  forbear export reyes/ --as json --out reyes-facts.json\n"
        "  forbear export reyes/ --as csv --out reyes.csv --without dangerous,privileged\n"
        "  forbear export cases/* --as csv --out all-cases.csv\n\n"
        "CSV of one case is a fact a row (path, value, sensitivity), of many a case a row; `forbear import` reads both back equal.\n"
        "--without leaves fields out by how sensitive they are, not by what their words say: read it before it goes out.\n"
        "A file that stands is never written over."
    )
    command.add_argument("cases", metavar="CASE", type=Path, nargs="+", help="a folder with case.yaml, or one .yaml or .json file")
    command.add_argument("--as", dest="shape", choices=list(ENDINGS), required=True, help="what to write; several cases go into CSV only")
    command.add_argument("--out", metavar="FILE", type=Path, required=True, help="the new file")
    command.add_argument("--without", metavar="GRADES", type=_grades, default=frozenset(), help="leave out: dangerous, privileged, or both")
    add_json(command)
    add_page(command)
    command.set_defaults(run=run_export)


def run_export(options: argparse.Namespace) -> int:
    """Writes cases to a file. Raises BadInput."""
    if len(options.cases) > 1 and options.shape != "csv":
        raise BadInput([Problem("--as", None, f"{options.shape} holds one case; give one CASE, or --as csv for all of them")])
    cases = [read_case(path) for path in options.cases]
    made = export(cases, options.shape, options.without)
    write_new(made.text.encode(), options.out, "--out", ENDINGS[options.shape])
    answer = {"file": printable(str(options.out)), "cases": [case.name for case in cases], "holds": made.holds, "left_out": made.left_out}
    if options.json:
        print_json(answer)
    else:
        from forbear.cli.interchangepage import print_exported

        print_exported(console(options.width), options.out, len(cases), made)
    return 0


def _grades(text: str) -> frozenset[Sensitivity]:
    named = [word for word in re.split(r"[,\s]+", text) if word]
    if not named or any(word not in WITHOUT for word in named):
        raise argparse.ArgumentTypeError(f"expected {', '.join(WITHOUT)} or both with a comma between, found {text!r}")
    return frozenset(WITHOUT[word] for word in named)


def write_new(content: bytes, path: Path, option: str, endings: tuple[str, ...]) -> None:
    """Writes a new file whole or not at all; one that stands is left alone. Raises BadInput naming the option."""
    if path.suffix.lower() not in endings:
        raise BadInput([Problem(option, None, f"expected a file name ending in {' or '.join(endings)}, found {path.name!r}")])
    made = False
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            made = True
            file.write(content)
    except FileExistsError:
        raise BadInput([Problem(option, None, f"{path} stands already and is left alone; name a new file")]) from None
    except OSError as error:
        if made:
            with suppress(OSError):
                path.unlink()
        said = (error.strerror or "unknown error").lower()
        raise BadInput([Problem(option, None, f"{path} cannot be written ({said}); nothing was kept")]) from None
