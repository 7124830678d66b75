"""How does a page look? Drawn for a screen by a process of its own, which is held to limits; nothing is written to disk.

A page can hang, crash or exhaust the memory of whoever draws it, so nobody draws it in their own process. Run as a program: the PDF, or
the PNG of a page that was drawn before, on standard input; the picture as a PNG on standard output.
"""

import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

import msgspec

if TYPE_CHECKING:
    from PIL.Image import Image

WIDE = 1000  # dots across, as wide as a screen shows a page
MOST_DOTS = 4000  # of a side
MOST_MEMORY = 1_500_000_000  # bytes, where the system can hold a process to it
MOST_SECONDS = 20
NEAR = 2.0  # points by which the sides of one page may differ
ROUND = 3  # points left free around words that are marked
PNG = b"\x89PNG\r\n\x1a\n"
MARK = (255, 226, 130)


class Mark(NamedTuple):
    """Where words stand on an upright page, in points from its left and top, and the sides of that page."""

    left: float
    top: float
    right: float
    bottom: float
    width: float
    height: float


class Asked(msgspec.Struct, frozen=True):
    """Which page, counted from 1, how many dots across, and what is to be marked on it."""

    page: int
    wide: int = WIDE
    mark: Mark | None = None


def page_image(content: bytes, page: int, *, wide: int = WIDE, mark: Mark | None = None) -> bytes | None:
    """A page of a PDF, or the drawing of one, as a PNG; None where it cannot be drawn.

    The mark is left out where the page does not stand as it did when its words were read.
    """
    asked = msgspec.json.encode(Asked(page, wide, mark)).decode()
    try:
        done = subprocess.run(  # noqa: S603 - one of our own programs
            [sys.executable, "-P", "-m", "forbear.packet.pageimage", asked],
            input=content,
            capture_output=True,
            timeout=MOST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None
    return done.stdout if done.returncode == 0 and done.stdout.startswith(PNG) else None


def main(asked: Asked, content: bytes) -> bytes:
    """The picture. Raises what the engines raise where the page cannot be drawn."""
    import io

    image, width, height = _png(content, asked) if content.startswith(PNG) else _pdf(content, asked)
    mark = asked.mark
    if mark and abs(mark.width - width) < NEAR and abs(mark.height - height) < NEAR:
        image = _marked(image, mark)
    into = io.BytesIO()
    image.save(into, "PNG")
    return into.getvalue()


def _pdf(content: bytes, asked: Asked) -> tuple["Image", float, float]:
    import pypdfium2

    pdf = pypdfium2.PdfDocument(content)
    if pdf.get_formtype():
        pdf.init_forms()  # so that what fields say is drawn; no script is run: this PDFium has no engine for one
    page = pdf[asked.page - 1]
    width, height = page.get_size()
    scale = min(asked.wide / max(width, 1), MOST_DOTS / max(height, 1))
    return page.render(scale=scale).to_pil().convert("RGB"), width, height


def _png(content: bytes, asked: Asked) -> tuple["Image", float, float]:
    import io

    from PIL import Image

    from forbear.packet.words import DOTS

    with Image.open(io.BytesIO(content), formats=["PNG"]) as file:
        width, height = file.width * 72 / DOTS, file.height * 72 / DOTS
        image = file.convert("RGB")
    image.thumbnail((asked.wide, MOST_DOTS))
    return image, width, height


def _marked(image: "Image", mark: Mark) -> "Image":
    """The words as a marker pen would leave them: what is dark stays dark."""
    from PIL import Image, ImageChops, ImageDraw

    over = Image.new("RGB", image.size, "white")
    scale = image.width / mark.width
    box = [
        (mark.left - ROUND) * scale,
        (mark.top - ROUND) * scale,
        (mark.right + ROUND) * scale,
        (mark.bottom + ROUND) * scale,
    ]
    ImageDraw.Draw(over).rectangle(box, fill=MARK)
    return ImageChops.multiply(image, over)


def _hold() -> None:
    try:
        import resource
    except ImportError:  # not on this system
        return
    for kind, most in ((resource.RLIMIT_AS, MOST_MEMORY), (resource.RLIMIT_CPU, MOST_SECONDS), (resource.RLIMIT_FSIZE, 0)):
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


if __name__ == "__main__":
    from forbear.offline import cut

    cut()
    _hold()
    sys.stdout.buffer.write(main(msgspec.json.decode(sys.argv[1], type=Asked), sys.stdin.buffer.read()))
