"""How does a Word file become a PDF? By LibreOffice where it is installed, after the file was looked through; else a PDF is asked for."""

import shutil
import zipfile
from pathlib import Path
from xml.etree import ElementTree as Tree

from forbear.packet.isolation import run_apart
from forbear.packet.job import Found, RefusedError
from forbear.problem import BadInput

MOST_SECONDS = 120
BESIDES = ("/hyperlink", "/attachedtemplate")  # what a Word file may name outside itself without loading it here
SCRIPTING, UPDATE = "org.openoffice.Office.Common/Security/Scripting", "org.openoffice.Office.Writer/Content/Update"
SETTINGS = {  # of LibreOffice's profile: no macro, no active content, nothing loaded from elsewhere
    (SCRIPTING, "MacroSecurityLevel"): "3",
    (SCRIPTING, "DisableMacrosExecution"): "true",
    (SCRIPTING, "DisableActiveContent"): "true",
    (SCRIPTING, "BlockUntrustedRefererLinks"): "true",
    (UPDATE, "Link"): "0",
}


def check_word(path: Path) -> list[Found]:
    """What stands against setting a Word file as pages, and what its pages will not show. Raises RefusedError."""
    from forbear.guard.docx import docx_document

    content = path.read_bytes()
    with zipfile.ZipFile(path) as packed:
        names = [item.filename for item in packed.infolist()]
        if any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in names):
            raise RefusedError("macro", "It holds macros, which nothing here opens; save it as .docx without macros, or as a PDF.")
        try:
            document = docx_document(content, path.name)  # refuses what is protected, damaged, or unpacks to too much
        except BadInput as refusal:
            said = refusal.problems[0].message
            kind = "encrypted" if "password" in said else "too-large" if "unpacks" in said else "corrupt"
            raise RefusedError(kind, f"It {said}.") from None
        loads = [name for name in names if name.lower().endswith(".rels") and _loads(packed.read(name))]
    if loads:
        raise RefusedError("links", "It loads pictures or parts from elsewhere when it is opened; print it to a PDF and hand that in.")
    found = []
    if any(part.where == "before a tracked change" for part in document.parts):
        found.append(
            Found(None, "tracked-changes", "ask", "It holds tracked changes, which its pages may show; accept or reject them first.")
        )
    if any(part.where == "comments" for part in document.parts):
        found.append(Found(None, "comments", "note", "Its comments were left out."))
    if any("embeddings/" in name for name in names):
        found.append(
            Found(None, "attachment", "ask", "It carries other files, of which its pages show a picture at most; hand them in apart.")
        )
    return found


def _loads(relations: bytes) -> bool:
    """Whether a part names something outside the file that would be fetched. No entity is expanded: Word's own files define none."""
    if b"<!" in relations:
        return True
    return any(
        item.get("TargetMode") == "External" and not item.get("Type", "").lower().endswith(BESIDES)
        for item in Tree.fromstring(relations)  # noqa: S314 - definitions are refused above
    )


def program() -> str | None:
    """LibreOffice's command, where it is installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def as_pdf(word: Path, folder: Path) -> Path:
    """The Word file as LibreOffice sets it, with a profile of its own that runs no macro. Raises RefusedError."""
    command = program()
    if command is None:
        raise RefusedError("unknown-type", "Word files need LibreOffice, which is not on this machine; print it to a PDF and hand that in.")
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_settings(), encoding="utf-8")
    arguments = [
        command,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        "--nologo",
    ]
    arguments += ["--infilter=MS Word 2007 XML", "--convert-to", "pdf:writer_pdf_Export", "--outdir", str(folder), str(word)]
    nowhere = "http://127.0.0.1:9"
    run_apart(arguments, MOST_SECONDS, http_proxy=nowhere, https_proxy=nowhere)
    made = word.with_suffix(".pdf")
    if not made.is_file():
        raise RefusedError("corrupt", "LibreOffice could not set it as pages; open it in Word, print it to a PDF, and hand that in.")
    return made


def _settings() -> str:
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for (path, name), value in SETTINGS.items()
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'
