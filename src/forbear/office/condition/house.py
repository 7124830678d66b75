"""Is the office well kept? Who may read its folder, where its key lies, whether all is migrated, logged and copied."""

import datetime as dt
import os
from collections.abc import Iterator

from forbear.office.condition.finding import Finding, look, well, wrong
from forbear.office.place import Place
from forbear.problem import BadInput

COPY_WANTED, COPY_OVERDUE = dt.timedelta(hours=36), dt.timedelta(days=8)


def of_house(place: Place, now: dt.datetime) -> Iterator[Finding]:
    """Everything about an office that is there. What cannot be looked at because it does not open is left out."""
    yield folder(place)
    yield key_file(place)
    opens = _opens(place)
    yield opens
    if opens.state == "wrong":
        return
    migrated = _migrated()
    yield migrated
    yield from _as_django_sees_it()
    if migrated.state == "ok":
        yield _log()
        yield last_copy(now)


def folder(place: Place) -> Finding:
    """Whether the office's folder is its owner's alone."""
    state = place.home.stat()
    if os.name == "posix" and state.st_mode & 0o077:
        return wrong("folder", f"others on this machine may look into {place.home}", f"chmod 700 {place.home}")
    if os.name == "posix" and os.getuid() not in (0, state.st_uid):
        return wrong("folder", f"{place.home} belongs to somebody else", f"run as its owner, or chown -R it: {place.home}")
    return well("folder", f"{place.home} is its owner's alone")


def key_file(place: Place) -> Finding:
    """Whether the key lies apart from what it opens."""
    path = place.key_file()
    if path is None:
        return well("key", "opens by passphrase, which is kept nowhere")
    if path.resolve().is_relative_to(place.home.resolve()):
        return wrong("key", f"{path} lies with the data it opens", "move it out of the folder, name it in office.toml as key_file")
    if not path.is_file():
        return wrong("key", f"{path} is not there", "put the key file back from where its copy is kept; nothing opens without it")
    if os.name == "posix" and path.stat().st_mode & 0o077:
        return wrong("key", f"others may read {path}", f"chmod 600 {path}")
    return well("key", f"{path} lies apart from the data; keep a copy of it elsewhere")


def last_copy(now: dt.datetime) -> Finding:
    """How old the last copy is, by the log. A copy that failed is none."""
    from forbear.office.audit.models import Entry
    from forbear.office.matters.models import Matter

    do = "forbear backup --to FOLDER, every night; see docs/safe-keeping.md"
    last = Entry.objects.filter(action="backup", outcome="done").order_by("-seq").values_list("at", flat=True).first()
    if last is None:
        return (wrong if Matter.objects.exists() else look)("copy", "no copy was ever made", do)
    said, age = f"the last copy was made {last:%Y-%m-%d %H:%M} UTC", now - last
    return wrong("copy", said, do) if age > COPY_OVERDUE else look("copy", said, do) if age > COPY_WANTED else well("copy", said)


def _opens(place: Place) -> Finding:
    from forbear.office.starting import set_up

    try:
        set_up(place)
    except BadInput as bad:
        return wrong("keys", bad.problems[0].message, "give the office's own key file or passphrase file")
    return well("keys", "open")


def _migrated() -> Finding:
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    if connection.vendor == "sqlite" and not _database_file_is_there():
        return wrong("database", "is not there", "bring the office back from a copy: forbear restore")
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
        known = set(executor.loader.graph.nodes)
        newer = sorted(f"{app} {name}" for app, name in set(executor.loader.applied_migrations) - known)
    except DatabaseError as error:
        return wrong("database", f"does not answer ({type(error).__name__})", "see that the database runs and is the one in office.toml")
    if newer:
        return wrong(
            "database", f"was written by a newer forbear ({newer[0]})", "install the version of forbear that wrote it, or a newer one"
        )
    if waiting:
        return look("database", f"{len(waiting)} migrations wait", "make a copy, then start forbear serve, which applies them")
    return well("database", f"{connection.vendor}, all migrations applied")


def _database_file_is_there() -> bool:
    """Whether the embedded database is there: to open one that is not would make it."""
    from forbear.office.place import current

    return current().database_file.is_file()


def _as_django_sees_it() -> Iterator[Finding]:
    """Django's own look at how it is set up for service, and ours."""
    from django.core import checks

    found = [each for each in checks.run_checks(include_deployment_checks=True) if not each.is_silenced()]
    for each in found:
        name = f"settings {each.id or ''}".strip()
        said, do = " ".join(str(each.msg).split()), " ".join(str(each.hint or "see docs/running.md").split())
        yield wrong(name, said, do) if each.level >= checks.ERROR else look(name, said, do)
    if not found:
        yield well("settings", "fit for service")


def _log() -> Finding:
    from forbear.office.safekeeping.verifying import verify_log

    found = verify_log()
    if found.problems:
        more = f", and {len(found.problems) - 1} more" if len(found.problems) > 1 else ""
        return wrong(
            "log", f"{found.problems[0]}{more}", "forbear audit verify names all; keep the office's folder as it is, and ask who had access"
        )
    return well("log", f"{found.lines} lines, all as they were written")
