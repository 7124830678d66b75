"""`templates`: the Word shells of papers, checked, or copied for an office to restyle."""

import argparse
from pathlib import Path
from typing import Any

from forbear.cli.main import add_json
from forbear.cli.output import console, print_json, write_whole
from forbear.problem import BadInput, Problem


def add_templates(command: argparse.ArgumentParser) -> None:
    """Options of `templates`."""
    command.epilog = (
        "example:\n  forbear templates copy office/templates\n  forbear templates check office/templates\n\n"
        "Change the styles named Forbear … in Word; leave the tags in braces as they are. A shell is used for every paper of its name:\n"
        "letter.docx, court.docx, plain.docx, or one paper's own, such as pd-request-letter.docx. Words are changed in the overlay's\n"
        "papers-*.yaml, so that Word and PDF stay equal. Give the folder to forbear draft with --templates."
    )
    command.add_argument("act", choices=("check", "copy"), help="check shells, or copy the shipped ones into a folder")
    command.add_argument(
        "folder", metavar="DIR", nargs="?", type=Path, help="the office's shells (check: with the shipped ones alone if not given)"
    )
    add_json(command)
    command.set_defaults(run=run_templates)


def run_templates(options: argparse.Namespace) -> int:
    """Checks or copies. Raises BadInput."""
    if options.act == "copy":
        return _copy(options)
    found = _checked(options.folder)
    bad = [item for item in found if item["problems"]]
    if options.json:
        print_json(found)
    else:
        page = console(None)
        for item in found:
            page.print(f"{item['template']}: {'; '.join(item['problems']) or 'fills without fault'}", soft_wrap=True)
    return 1 if bad else 0


def _copy(options: argparse.Namespace) -> int:
    from forbear.drafting.docx import SHELLS, shipped

    if options.folder is None:
        raise BadInput([Problem("DIR", None, "name the folder into which the shells are copied")])
    there = [name for name in SHELLS if (options.folder / f"{name}.docx").exists()]
    if there:
        raise BadInput(
            [Problem(str(options.folder), None, f"already holds {there[0]}.docx; nothing was copied over an office's own shell")]
        )
    for name in SHELLS:
        write_whole(shipped(name), options.folder / f"{name}.docx", "DIR")
    made = [str(options.folder / f"{name}.docx") for name in SHELLS]
    if options.json:
        print_json({"files": made})
    else:
        console(None).print("\n".join(made), soft_wrap=True)
    return 0


def _checked(folder: Path | None) -> list[dict[str, Any]]:
    from forbear.drafting.docx import SHELLS, shipped
    from forbear.drafting.shells import check_shell

    if folder is not None and not folder.is_dir():
        raise BadInput([Problem(str(folder), None, "is not a folder; name the one that holds your office's shells")])
    own = sorted(folder.glob("*.docx")) if folder else []
    if folder is not None and not own:
        raise BadInput([Problem(str(folder), None, "holds no .docx; forbear templates copy puts the shipped shells there")])
    shells = [(f"{name}.docx (shipped)", shipped(name)) for name in SHELLS] + [(path.name, path.read_bytes()) for path in own]
    return [{"template": name, "problems": check_shell(content, name)} for name, content in shells]
