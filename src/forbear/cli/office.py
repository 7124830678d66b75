"""`office`, `backup`, `restore` and `audit`: an office made, filled, copied, brought back and looked over. Django is loaded only here."""

import argparse
import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from forbear.cli.erasing import add_erasing
from forbear.cli.main import Parser, a_day, add_json
from forbear.cli.output import console, plain, print_json, progress
from forbear.cli.serve import add_home, founded, open_home, ready
from forbear.problem import BadInput, Problem

if TYPE_CHECKING:
    from forbear.office.place import Place
    from forbear.office.safekeeping.restoring import Returned
    from forbear.office.safekeeping.verifying import Verified

MOST_PASSWORD = 4096  # characters


def add_office(command: argparse.ArgumentParser) -> None:
    """Options of `office init`, `load-demo`, `judge`, `exchange-key`, `rotate-keys`, `due`, `erase` and `forget-keys`."""
    command.epilog = (
        "example:\n  forbear office init --home /srv/forbear --name 'Clínica Quetzal' --admin ana@example.org --password-file pw\n"
        "  forbear office load-demo --home /srv/forbear"
    )
    parts = command.add_subparsers(title="commands", metavar="WHAT", required=True, parser_class=Parser)
    init = parts.add_parser("init", help="make an office without questions asked; its key lies beside the folder unless said otherwise")
    init.epilog = "The administrator enrols a second factor at the first sign-in. Keep a copy of the key file apart from the data."
    add_home(init)
    init.add_argument("--name", metavar="N", required=True, help="what the office is called")
    init.add_argument("--admin", metavar="EMAIL", required=True, help="the first administrator's address")
    init.add_argument("--password-file", metavar="FILE", type=Path, required=True, help="a file with their password in its first line")
    init.add_argument("--admin-name", metavar="N", default="", help="the first administrator's name")
    init.add_argument(
        "--database", metavar="URL", default="", help="postgresql://person:password@host/name (default: a file in the folder)"
    )
    add_json(init)
    init.set_defaults(run=run_init)
    exchange = parts.add_parser(
        "exchange-key", help="let the office open with a new key file or passphrase, and no longer with the old one"
    )
    exchange.epilog = "Copies made before still open with what opened the office then. Start the server anew afterwards."
    add_home(exchange)
    which = exchange.add_mutually_exclusive_group(required=True)
    which.add_argument("--new-key-file", metavar="FILE", type=Path, help="where the new key goes: a file that is not there yet")
    which.add_argument("--new-passphrase-file", metavar="FILE", type=Path, help="a file with the new passphrase in its first line")
    add_json(exchange)
    exchange.set_defaults(run=run_exchange_key)
    rotate = parts.add_parser("rotate-keys", help="seal with new keys from now on, while people work; what is sealed opens as before")
    add_home(rotate)
    add_json(rotate)
    rotate.set_defaults(run=run_rotate_keys)
    judge = parts.add_parser(
        "judge", help="judge every matter anew for today's page of the docket; for the night, or after a change of law"
    )
    add_home(judge)
    add_json(judge)
    judge.set_defaults(run=run_judge)
    add_erasing(parts)
    demo = parts.add_parser("load-demo", help="put the two fictional matters with their exhibits into an office")
    add_home(demo)
    demo.add_argument("--for", dest="person", metavar="EMAIL", help="who leads them (default: who has been here longest)")
    add_json(demo)
    demo.set_defaults(run=run_load_demo)


def run_init(options: argparse.Namespace) -> int:
    """Makes an office. Raises BadInput."""
    from forbear.office.founding import KEY_FILE_KEPT, Beginning, found
    from forbear.vault.keys import read_passphrase

    place = open_home(options)
    beginning = Beginning(
        name=options.name,
        email=options.admin,
        password=_password(options.password_file),
        person=options.admin_name,
        passphrase=read_passphrase(options.passphrase_file) if options.passphrase_file else None,
        key_file=options.key_file,
        database=options.database,
    )
    key_file = found(place, beginning)
    if options.json:
        print_json({"home": str(place.home), "key_file": str(key_file) if key_file else None})
        return 0
    page = console(None)
    page.print(f"The office is in {place.home}. Start it with: forbear serve --home {place.home}", soft_wrap=True)
    page.print(
        f"Its key is {key_file}; {KEY_FILE_KEPT}." if key_file else "It opens with its passphrase, which is kept nowhere.", soft_wrap=True
    )
    return 0


def run_load_demo(options: argparse.Namespace) -> int:
    """Puts the demonstration's matters into an office. Raises BadInput."""
    ready(options)
    from forbear.office.demo import first_leader, load_demo

    person = first_leader(options.person)
    made = load_demo(person)
    if options.json:
        print_json({"matters": [{"id": str(matter), "case": name} for name, matter in made.items()]})
    else:
        console(None).print(f"{len(made)} fictional matters with their exhibits, led by {person}", soft_wrap=True)
    return 0


def run_judge(options: argparse.Namespace) -> int:
    """Judges every matter whose row is of another day or another law. Raises BadInput, WrongKey."""
    ready(options)
    from forbear.office.matters.rows import refresh
    from forbear.office.today import today

    on = today()
    made = refresh(on)
    if options.json:
        print_json({"judged": made, "on": on.isoformat()})
    else:
        console(None).print(f"{made} matters judged for {on}", soft_wrap=True)
    return 0


def run_exchange_key(options: argparse.Namespace) -> int:
    """Exchanges what opens an office. Raises BadInput, WrongKey."""
    place = ready(options)
    from forbear.office.safekeeping.rekeying import exchange
    from forbear.vault.keys import read_passphrase

    passphrase = read_passphrase(options.new_passphrase_file) if options.new_passphrase_file else None
    key_file = exchange(place, passphrase=passphrase, key_file=options.new_key_file)
    if options.json:
        print_json({"home": str(place.home), "key_file": str(key_file) if key_file else None})
    else:
        now = f"with the key {key_file}; keep a copy of it apart from the data" if key_file else "with the new passphrase"
        console(None).print(f"The office opens {now}. Start the server anew.", soft_wrap=True)
    return 0


def run_rotate_keys(options: argparse.Namespace) -> int:
    """Puts new keys before the old ones. Raises BadInput, WrongKey."""
    place = ready(options)
    from forbear.office.safekeeping.rekeying import rotate

    count = rotate(place, place.secret())
    if options.json:
        print_json({"home": str(place.home), "matters": count})
    else:
        console(None).print(f"{count} matters are sealed with new keys from now on", soft_wrap=True)
    return 0


def add_backup(command: argparse.ArgumentParser) -> None:
    """Options of `backup`."""
    command.epilog = (
        "example:\n  forbear backup --home /srv/forbear --to /media/safe/2026-11-24.forbear\n"
        "  forbear backup --home /srv/forbear --to /media/safe/\n\n"
        "A folder keeps copy beside copy and takes only the sealed files that are new. People may go on working. All facts in a copy are\n"
        "sealed; its keys are wrapped, and it opens only with the office's passphrase or key file, which is never part of it."
    )
    add_home(command)
    command.add_argument("--to", metavar="FILE", type=Path, required=True, help="the file to write, or a folder of copies that is there")
    add_json(command)
    command.set_defaults(run=run_backup)


def run_backup(options: argparse.Namespace) -> int:
    """Copies an office. Raises BadInput."""
    ready(options)
    from forbear.office.safekeeping.backup import back_up

    say = progress(100)
    copied = back_up(options.to, dt.datetime.now(dt.UTC), (lambda done, of: say("files", done, of)) if say else None)
    if options.json:
        print_json(plain(copied))
    else:
        console(None).print(
            f"{copied.to}: {copied.matters} matters, {copied.files} sealed files ({copied.new} new), {copied.bytes:,} bytes", soft_wrap=True
        )
    return 0


def add_restore(command: argparse.ArgumentParser) -> None:
    """Options of `restore`."""
    command.epilog = (
        "example:\n  forbear restore /media/safe/2026-11-24.forbear --home /srv/forbear-again --verify\n"
        "  forbear restore /media/safe --home /srv/forbear-again --key-file /media/key/forbear.key\n\n"
        "Exit 1 where something in the copy does not open or the log does not hold; 2 where the key is wrong, and then nothing is written."
    )
    command.add_argument("copy", metavar="FILE", type=Path, help="what backup wrote: a file, or a folder of copies (the newest is taken)")
    add_home(command)
    command.add_argument("--verify", action="store_true", help="open every revision and every file, and walk the log")
    command.add_argument("--database", metavar="URL", default="", help="an empty PostgreSQL database, where the office had one")
    add_json(command)
    command.set_defaults(run=run_restore)


def run_restore(options: argparse.Namespace) -> int:
    """Brings an office back. Raises BadInput, WrongKey."""
    from forbear.office.place import default_home
    from forbear.office.safekeeping.restoring import opened_whole, restored

    home = (options.home or default_home()).absolute()
    open_home(options)  # takes the key or passphrase that was named
    say = progress(20)
    found = None
    with restored(options.copy, home, lambda place: place.open(), (lambda done, of: say("files", done, of)) if say else None) as (
        place,
        back,
    ):
        _settle(place, back, options.database)
        if options.verify:
            found = opened_whole(place, back.end, (lambda done, of: say("matters", done, of)) if say else None)
    answer: dict[str, Any] = {"home": str(home), "made_at": back.made_at, "files": back.files, "verified": plain(found) if found else None}
    if options.json:
        print_json(answer)
    else:
        console(None).print(f"{home}: the office as it stood on {back.made_at[:16]} UTC, with {back.files} sealed files", soft_wrap=True)
        if found is not None:
            _print_verified(found)
    return 1 if found is not None and found.problems else 0


def add_audit(command: argparse.ArgumentParser) -> None:
    """Options of `audit verify` and `audit export`."""
    command.epilog = (
        "example:\n  forbear audit verify --home /srv/forbear\n  forbear audit export --home /srv/forbear --to log.jsonl\n"
        "  forbear audit verify --home /srv/forbear --file log.jsonl"
    )
    parts = command.add_subparsers(title="commands", metavar="WHAT", required=True, parser_class=Parser)
    verify = parts.add_parser("verify", help="walk the log: is every line as it was written, and none missing")
    verify.epilog = "Exit 1 where a line was changed, taken out or cut off, or a revision names a line that is not there."
    add_home(verify)
    verify.add_argument(
        "--file", metavar="FILE", type=Path, help="an exported log, checked with the office's keys and without its database"
    )
    add_json(verify)
    verify.set_defaults(run=run_audit_verify)
    export = parts.add_parser("export", help="take the log along as lines of JSON with their marks, to be checked elsewhere")
    export.epilog = "It holds who did what to which matter by number, and no client's fact."
    add_home(export)
    export.add_argument("--to", metavar="FILE", type=Path, required=True, help="a file that is not there yet")
    export.add_argument("--from", dest="first", metavar="DAY", type=a_day, help="from this day on (UTC)")
    export.add_argument("--until", dest="last", metavar="DAY", type=a_day, help="up to this day (UTC)")
    add_json(export)
    export.set_defaults(run=run_audit_export)


def run_audit_verify(options: argparse.Namespace) -> int:
    """Walks the log of an office. Raises BadInput."""
    lines, problems = _walked_file(options) if options.file else _walked_log(options)
    if options.json:
        print_json({"lines": lines, "ok": not problems, "problems": problems})
    else:
        console(None).print(f"{lines} lines" + ("" if problems else ", all as they were written"))
        for problem in problems:
            print(problem, file=sys.stderr)  # noqa: T201
    return 1 if problems else 0


def run_audit_export(options: argparse.Namespace) -> int:
    """Takes the log along. Raises BadInput."""
    place = ready(options)
    from forbear.office.audit.exporting import exported
    from forbear.office.audit.visit import visiting

    lines = -2  # the first and the last are about the others
    try:
        with visiting(None, "audit export"), options.to.open("x", encoding="utf-8") as file:
            for line in exported(place.keys, options.first, options.last):
                file.write(line)
                lines += 1
    except OSError as error:
        said = (error.strerror or "unknown error").lower()
        raise BadInput([Problem("--to", None, f"{options.to} cannot be written ({said}); name a new file")]) from None
    if options.json:
        print_json({"to": str(options.to), "lines": lines})
    else:
        console(None).print(f"{options.to}: {lines} lines; check them with: forbear audit verify --file {options.to}", soft_wrap=True)
    return 0


def _walked_log(options: argparse.Namespace) -> tuple[int, list[str]]:
    ready(options)
    from forbear.office.safekeeping.verifying import verify_log

    found = verify_log()
    return found.lines, found.problems


def _walked_file(options: argparse.Namespace) -> tuple[int, list[str]]:
    from forbear.office.starting import set_up

    place = set_up(founded(options))
    from forbear.office.audit.exporting import walk_file

    found = walk_file(place.keys, options.file)
    return found.lines, found.problems


def _settle(place: "Place", back: "Returned", database: str) -> None:
    """Lets an office that had PostgreSQL find its new database, and fills that. Raises BadInput."""
    if back.database == "sqlite":
        if database:
            raise BadInput([Problem("--database", None, "this office keeps its database in its folder; leave the option out")])
        return
    from forbear.office.safekeeping.restoring import load_postgresql

    if not database:
        raise BadInput([Problem("--database", None, "this office had a PostgreSQL database; name an empty one for it to come back into")])
    place.write_settings(**place.settings | {"database": database})
    load_postgresql(place)


def _print_verified(found: "Verified") -> None:
    line = f"{found.matters} matters, {found.revisions} revisions and {found.files} files opened, {found.lines} lines of the log walked"
    console(None).print(line + ("" if found.problems else ": all is well"), soft_wrap=True)
    for problem in found.problems:
        print(problem, file=sys.stderr)  # noqa: T201


def _password(file: Path) -> str:
    """The password in a file's first line. Raises BadInput."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise BadInput([Problem("--password-file", None, f"{file} cannot be read; name a text file with the password in it")]) from None
    if not lines or not 0 < len(lines[0]) <= MOST_PASSWORD:
        raise BadInput([Problem("--password-file", None, f"{file} holds no password in its first line")])
    return lines[0]
