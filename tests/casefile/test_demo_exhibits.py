"""The demo cases name real files: each exhibit is there, has the pages that the case says, and none lies about unlisted."""

from importlib import resources
from pathlib import Path

import pillow_heif
import pypdfium2
import pytest
from PIL import Image

from forbear.casefile.reading import read_case

DEMO = Path(str(resources.files("forbear.demo")))


def pages(path):
    if path.suffix == ".pdf":
        with pypdfium2.PdfDocument(path) as pdf:
            return len(pdf)
    pillow_heif.register_heif_opener()
    with Image.open(path) as picture:
        return getattr(picture, "n_frames", 1)


@pytest.mark.parametrize("name", ["orozco", "batz"])
def test_every_exhibit_of_a_demo_case_has_its_file_and_its_pages(name):
    folder, items = DEMO / name / "exhibits", read_case(DEMO / name).items("evidence")
    assert {item["id"]: item["pages"] for item in items} == {item["id"]: pages(folder / item["file"]) for item in items}
    assert sorted(path.name for path in folder.iterdir()) == sorted(item["file"] for item in items)


@pytest.mark.parametrize("name", ["orozco", "batz"])
def test_pins_point_at_pages_that_the_exhibit_has(name):
    for item in read_case(DEMO / name).items("evidence"):
        for pin in item.get("pins") or []:
            assert 1 <= pin["page"] <= pin.get("to", pin["page"]) <= item["pages"]
