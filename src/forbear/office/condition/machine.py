"""Has this machine what forbear needs, and does it keep what is in memory to itself?"""

import datetime as dt
import re
import shutil
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

from forbear.office.condition.finding import Finding, look, well, wrong

PYTHONS = ((3, 11), (3, 14))  # from, and below
LITTLE, LEAST = 5 * 2**30, 2**30  # bytes free
OLD_LAW, VERY_OLD_LAW = 90, 365  # days since the newest source
LOCK = Path(__file__).parents[4] / "requirements.lock"  # in a checkout; a wheel carries bounds alone
CORE_PATTERN, SWAPS, BLOCKS = Path("/proc/sys/kernel/core_pattern"), Path("/proc/swaps"), Path("/sys/block")


def of_machine(home: Path, on: dt.date) -> Iterator[Finding]:
    """Everything about the machine, for an office in `home`, on a day."""
    yield python()
    yield libraries(LOCK)
    yield recognition()
    yield word_files()
    yield disk(home)
    yield swap(SWAPS, BLOCKS)
    yield core_dumps(CORE_PATTERN)
    yield law(on)


def python() -> Finding:
    """The interpreter."""
    said = f"Python {sys.version.split()[0]}"
    if PYTHONS[0] <= sys.version_info[:2] < PYTHONS[1]:
        return well("python", said)
    return wrong("python", f"{said}, which forbear is not tried with", "install Python 3.11, 3.12 or 3.13 and forbear in it")


def libraries(lock: Path) -> Finding:
    """Whether every library that forbear names is here, and at the version that it was tried with."""
    wanted = [Requirement(text) for text in metadata.requires("forbear") or []]
    wanted = [each for each in wanted if each.marker is None or any(each.marker.evaluate({"extra": extra}) for extra in ("", "office"))]
    found = {each.name: _version(each.name) for each in wanted}
    missing = sorted(name for name, version in found.items() if version is None)
    if missing:
        return wrong("libraries", f"not installed: {', '.join(missing)}", "install forbear[office] anew")
    if not lock.is_file():
        odd = sorted(f"{each.name} {found[each.name]}" for each in wanted if not each.specifier.contains(found[each.name] or "", True))
        tried = "within forbear's bounds"
    else:
        pinned = locked(lock)
        here = {name: _version(name) for name in pinned}
        odd = sorted(f"{name} {version}" for name, version in here.items() if version is not None and version not in pinned[name])
        tried = "at the locked versions"
    if odd:
        named = ", ".join(odd[:5]) + (f" and {len(odd) - 5} more" if len(odd) > 5 else "")
        return look("libraries", f"not {tried}: {named}", "make setup, or: uv pip install --require-hashes -r requirements.lock")
    return well("libraries", f"{len(found)} libraries that forbear names, {tried}")


def locked(lock: Path) -> dict[str, set[str]]:
    """The versions that a lock file names, by library: more than one where platforms differ."""
    found: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", lock.read_text(encoding="utf-8"), re.MULTILINE):
        found.setdefault(name, set()).add(version)
    return found


def recognition() -> Finding:
    """Tesseract, which reads scanned pages."""
    from forbear.packet.ocr import LANGUAGES, languages

    missing = [language for language in LANGUAGES if language not in languages()]
    if missing:
        do = "apt-get install tesseract-ocr tesseract-ocr-spa; without it scanned pages are named as unread"
        return look("tesseract", f"does not read {' and '.join(missing)} here", do)
    return well("tesseract", f"reads {' and '.join(LANGUAGES)}")


def word_files() -> Finding:
    """LibreOffice, which turns Word files that come in into pages."""
    from forbear.packet.office import program

    command = program()
    if command is None:
        return look("libreoffice", "is not here", "apt-get install libreoffice-writer; without it exhibits in Word are refused")
    return well("libreoffice", command)


def disk(home: Path) -> Finding:
    """Room for the office to grow."""
    there = next(each for each in (home, *home.parents) if each.exists())
    free = shutil.disk_usage(there).free
    said = f"{free / 2**30:.1f} GB free where the office lies"
    do = "make room, or move the office to a larger disk: a full one refuses every change"
    return wrong("disk", said, do) if free < LEAST else look("disk", said, do) if free < LITTLE else well("disk", said)


def swap(swaps: Path, blocks: Path) -> Finding:
    """Whether memory, which holds opened facts, may be written to a disk in the clear."""
    try:
        used = [line.split()[0] for line in swaps.read_text().splitlines()[1:] if line.strip()]
    except OSError:
        return look("swap", "cannot be seen on this system", "see that the swap is encrypted (FileVault and BitLocker encrypt it)")
    plain = [each for each in used if not _keeps_to_itself(Path(each).resolve().name, blocks)]
    if plain:
        return look(
            "swap", f"{', '.join(plain)} is not encrypted as far as can be seen", "encrypt it, or: swapoff -a; memory holds opened facts"
        )
    return well("swap", "encrypted or in memory" if used else "none")


def core_dumps(pattern: Path) -> Finding:
    """Whether a crash of another program in which facts are open writes them to the disk. The server keeps its own memory to itself."""
    import resource

    limit = resource.getrlimit(resource.RLIMIT_CORE)[0]
    piped = pattern.is_file() and pattern.read_text().startswith("|")
    if limit == 0 and not piped:
        return well("core dumps", "off")
    how = "are handed to a program" if piped else "are written"
    do = "set Storage=none in /etc/systemd/coredump.conf, or ulimit -c 0; `forbear serve` switches its own off"
    return look("core dumps", f"{how} when a program crashes", do)


def law(on: dt.date) -> Finding:
    """How old the law is that forbear judges by."""
    from forbear.law.corpus import Corpus, stale

    entries = Corpus.load().authorities.values()
    newest = max(entry.current_as_of for entry in entries if entry.current_as_of)
    due = len(stale(entries, on))
    said = f"newest source {newest}, {due} of {len(entries)} authorities due to be looked at again"
    age = (on - newest).days
    if age > VERY_OLD_LAW:
        return wrong("law", said, "install a newer forbear; do not rely on this one without looking each authority up")
    if due or age > OLD_LAW:
        return look("law", said, "install a newer forbear if there is one; forbear law stale names what to look at first")
    return well("law", said)


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _keeps_to_itself(device: str, blocks: Path) -> bool:
    """Whether swap on this device stays in memory (zram) or is encrypted (dm-crypt)."""
    mapped = blocks / device / "dm" / "uuid"
    return device.startswith("zram") or (mapped.is_file() and mapped.read_text().startswith("CRYPT-"))
