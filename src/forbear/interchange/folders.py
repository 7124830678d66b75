"""How do imported cases come into a folder? All of them, or nothing; and nothing that stands is touched."""

import secrets
import shutil
from pathlib import Path

from forbear.casefile.reading import write_yaml
from forbear.interchange.importing import Preview
from forbear.problem import BadInput, Problem


def write(shown: Preview, into: Path, *, skip_bad: bool = False) -> list[Path]:
    """Writes a folder with case.yaml for each good row: all of them, or nothing. Raises BadInput, and with rows refused unless skipped."""
    if not shown.good or (shown.bad and not skip_bad):
        problems = [problem for row in shown.bad for problem in row.problems]
        last = f"nothing was written: {len(shown.bad)} of {len(shown.rows)} rows are refused; mend them, or leave them out with --skip-bad"
        last = last if shown.good else "nothing was written, for it has no row that can be imported"
        raise BadInput([*problems, Problem(shown.table.name, None, last)])
    if into.exists() and not into.is_dir():
        raise BadInput([Problem("--into", None, f"{into} is a file; name a folder")])
    part = into.parent / f".forbear-{secrets.token_hex(8)}.part"
    try:
        into.parent.mkdir(parents=True, exist_ok=True)
        part.mkdir()
        for row in shown.good:
            assert row.file is not None
            (part / row.folder).mkdir()
            with (part / row.folder / "case.yaml").open("x", encoding="utf-8") as file:
                file.write(write_yaml(row.file))
        if into.exists():
            _move(part, into, [row.folder for row in shown.good])
        else:
            part.rename(into)
    except OSError as error:
        said = (error.strerror or "unknown error").lower()
        raise BadInput([Problem("--into", None, f"{into} cannot be written ({said}); nothing was kept")]) from None
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return [into / row.folder for row in shown.good]


def _move(part: Path, into: Path, folders: list[str]) -> None:
    """Moves finished folders beside those that stand; takes all of them back where one cannot be moved."""
    moved: list[Path] = []
    try:
        for folder in folders:
            if (into / folder).exists():
                raise FileExistsError(None, "another folder of that name was made meanwhile")
            (part / folder).rename(into / folder)
            moved.append(into / folder)
    except BaseException:
        for made in moved:
            shutil.rmtree(made, ignore_errors=True)
        raise
