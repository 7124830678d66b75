"""`python -m scripts.demo_exhibits`: the exhibits of both demo cases -> src/forbear/demo/<case>/exhibits/. Same source, same bytes.

Each paper is a `.typ` beside this module, under its case; what a copier, fax or telephone did to it stands in `PAPERS`. Faces come
from the typesetter and from a locked package, never from the machine.
"""

import io
from collections.abc import Callable
from importlib import resources
from pathlib import Path

import pikepdf
import pillow_heif
import typst
from PIL import Image
from scripts.demo_exhibits.effects import DPI, as_pdf, faxed, photographed, scanned, where_taken

HERE = Path(__file__).parent
DEMO = HERE.parents[1] / "src" / "forbear" / "demo"
FACES = str(resources.files("ocrmypdf") / "data")  # holds Noto Sans


def _set(source: Path, **how: object) -> bytes | list[bytes]:
    return typst.compile(source, root=HERE, font_paths=[FACES], ignore_system_fonts=True, timestamp=0, **how)


def _pictures(source: Path, ppi: int = DPI) -> list[Image.Image]:
    pages = _set(source, format="png", ppi=ppi)
    return [Image.open(io.BytesIO(page)).convert("RGBA") for page in (pages if isinstance(pages, list) else [pages])]


def plain(source: Path) -> bytes:
    """A PDF as the writer's own machine makes it."""
    made = _set(source, pdf_tags=False)
    assert isinstance(made, bytes)
    return made


def scan(*pages: int, colour: bool = False, quality: int = 38) -> Callable[[Path], bytes]:
    """A PDF of which some pages, or all, are pictures from a copier."""

    def made(source: Path) -> bytes:
        pictures = scanned(_pictures(source), source.stem, colour=colour)
        if not pages:
            return as_pdf(pictures, quality)
        with pikepdf.open(io.BytesIO(plain(source))) as pdf:
            for page in pages:
                picture = pikepdf.open(io.BytesIO(as_pdf([pictures[page - 1]], quality)))
                pdf.pages[page - 1] = picture.pages[0]
            return _saved(pdf)

    return made


def commented(page: int, words: str) -> Callable[[Path], bytes]:
    """A PDF on which somebody in the office left a note."""

    def made(source: Path) -> bytes:
        with pikepdf.open(io.BytesIO(plain(source))) as pdf:
            note = pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[500, 640, 520, 660], T="paralegal", Contents=words
            )
            pdf.pages[page - 1].Annots = pdf.make_indirect(pikepdf.Array([note]))
            return _saved(pdf)

    return made


def _saved(pdf: pikepdf.Pdf) -> bytes:
    into = io.BytesIO()
    pdf.save(into, deterministic_id=True)
    return into.getvalue()


def fax_pdf(source: Path) -> bytes:
    """A PDF as a fax server keeps it."""
    return as_pdf(faxed(_pictures(source), source.stem), maker="FaxServer 12")


def fax_tiff(source: Path) -> bytes:
    """The pages of a fax as one TIFF."""
    first, *rest = faxed(_pictures(source), source.stem)
    into = io.BytesIO()
    first.save(into, "TIFF", save_all=True, append_images=rest, compression="group4", dpi=(DPI, DPI))
    return into.getvalue()


def flat_png(source: Path) -> bytes:
    """A card laid on the glass: both sides on one picture."""
    into = io.BytesIO()
    picture = scanned(_pictures(source, 96), source.stem, colour=True)[0]
    picture.quantize(48, dither=Image.Dither.NONE).save(into, "PNG", optimize=True)
    return into.getvalue()


def photo_jpeg(source: Path) -> bytes:
    """A photograph from a telephone that wrote down where it was."""
    exif = where_taken((39, 42, 18), (104, 49, 3), "Lumiphone", "2026:10:02 18:41:09")
    into = io.BytesIO()
    photographed(_pictures(source), source.stem, (122, 88, 62)).save(into, "JPEG", quality=58, exif=exif)
    return into.getvalue()


def photo_heic(source: Path) -> bytes:
    """A photograph in the format of newer telephones."""
    exif = where_taken((41, 38, 7), (70, 55, 40), "Lumiphone", "2022:04:20 07:12:55")
    picture = photographed(_pictures(source), source.stem, (92, 104, 108))
    into = io.BytesIO()
    pillow_heif.from_pillow(picture).save(into, quality=42, exif=exif.tobytes())
    return into.getvalue()


PAPERS: dict[str, Callable[[Path], bytes]] = {
    "orozco/e1-notice-to-appear.pdf": plain,
    "orozco/e2-hearing-notice.tiff": fax_tiff,
    "orozco/e3-application-filed.pdf": plain,
    "orozco/e4-work-permit.png": flat_png,
    "orozco/e5-birth-certificates.pdf": plain,
    "orozco/e6-resident-card.jpg": photo_jpeg,
    "orozco/e7-marriage-certificate.pdf": scan(1, colour=True),
    "orozco/e8-pulmonologist.pdf": plain,
    "orozco/e9-hospital-records.pdf": plain,
    "orozco/e10-section-504-plan.pdf": plain,
    "orozco/e11-residence-records.pdf": plain,
    "orozco/e12-tax-transcripts.pdf": plain,
    "orozco/e13-volunteer-office.pdf": scan(),
    "orozco/e14-employer.pdf": plain,
    "orozco/e15-support-letters.pdf": plain,
    "batz/e1-notice-to-appear.pdf": plain,
    "batz/e2-hearing-notice.pdf": fax_pdf,
    "batz/e3-application-filed.pdf": plain,
    "batz/e4-work-permit.heic": photo_heic,
    "batz/e5-birth-certificates.pdf": scan(colour=True),
    "batz/e6-iep.pdf": plain,
    "batz/e7-paediatrician.pdf": plain,
    "batz/e8-school-letter.pdf": fax_pdf,
    "batz/e9-tax-transcripts.pdf": plain,
    "batz/e10-residence-records.pdf": plain,
    "batz/e11-pastor.pdf": commented(1, "Ask Fr. Duarte for a copy of his ID before this goes out. KA"),
    "batz/e12-employer.pdf": plain,
    "batz/e13-family-evaluation.pdf": plain,
}


def main() -> None:
    """Writes every exhibit, and prints its size."""
    total = 0
    for name, made in PAPERS.items():
        case, file = name.split("/")
        target = DEMO / case / "exhibits" / file
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(data := made(HERE / case / f"{target.stem}.typ"))
        total += len(data)
        print(f"{len(data):>9,}  {name}")
    print(f"{total:>9,}  in all")


if __name__ == "__main__":
    main()
