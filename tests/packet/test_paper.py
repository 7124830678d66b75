"""Every page comes out on letter paper, upright and whole; pictures lie within margins as they were meant to be seen."""

import io

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array
from PIL import Image, ImageChops, ImageDraw
from pillow_heif import register_heif_opener
from tests.packet.handed_in import LEASE, coded, content, paper, picture_of

CORNERS = ((0, 0), (1, 0), (0, 1), (1, 1))


def drawn(pdf, page=0):
    document = pypdfium2.PdfDocument(pdf)
    image = document[page].render(scale=1, grayscale=True).to_pil()
    document.close()
    return image


def boxes(pdf):
    with pikepdf.open(pdf) as made:
        return [([float(side) for side in page.mediabox], page.rotation) for page in made.pages]


def inked(image):
    """Where there is ink: left, top, right, bottom in pixels."""
    return ImageChops.invert(image.convert("L")).point(lambda shade: 255 * (shade > 100)).getbbox()


UPRIGHT = ([0.0, 0.0, 612.0, 792.0], 0)


@pytest.mark.parametrize(
    "size", [(595, 842), (612, 1008), (792, 1224), (612, 792), (613, 791), (300, 400), (792, 612), (2000, 200), (14000, 14000)]
)
def test_pages_of_any_size_come_onto_letter_paper_whole(taken, size):
    edge = f"2 w 6 6 {size[0] - 12} {size[1] - 12} re S"
    exhibit = taken(paper([edge.encode()], size=size))
    assert boxes(exhibit.pdf) == [UPRIGHT]
    left, top, right, bottom = inked(drawn(exhibit.pdf))
    scale = min(612 / size[0], 792 / size[1], 1)
    assert right - left == pytest.approx((size[0] - 10) * scale, abs=4)
    assert bottom - top == pytest.approx((size[1] - 10) * scale, abs=4)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_looks_as_it_did(taken, turn):
    def change(made):
        made.pages[0].obj.Rotate = turn
        made.pages[0].obj.MediaBox = Array([10, 20, 622, 812])

    before = paper([b"0 g 40 60 100 30 re f 500 700 60 60 re f"], change)
    after = taken(before).pdf
    wide, high = drawn(before).size
    scale = min(612 / wide, 792 / high, 1)
    expected = Image.new("L", (612, 792), 255)
    small = drawn(before).resize((round(wide * scale), round(high * scale)))
    expected.paste(small, ((612 - small.width) // 2, (792 - small.height) // 2))
    assert boxes(after) == [UPRIGHT]
    assert inked(drawn(after)) == pytest.approx(inked(expected), abs=2)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_words_that_run_sideways_are_set_upright(taken, turn):
    exhibit = taken(paper([content(LEASE)], lambda made: made.pages[0].obj.__setattr__("Rotate", turn)))
    assert exhibit.texts[0].text.split("\n")[0] == LEASE[0]
    assert inked(drawn(exhibit.pdf)) == pytest.approx(inked(drawn(paper([content(LEASE)]))), abs=2)


def test_what_the_crop_hid_stays_hidden(taken):
    def crop(made):
        made.pages[0].obj.CropBox = Array([0, 396, 612, 792])

    exhibit = taken(paper([b"0 g 100 100 50 50 re f 100 600 50 50 re f"], crop))
    left, top, right, bottom = inked(drawn(exhibit.pdf))
    assert (right - left, bottom - top) == pytest.approx((50, 50), abs=2)


def test_the_paper_lies_where_small_letters_would_become_too_small(taken):
    rows = [f"BT /F1 7 Tf 40 {560 - 12 * row} Td (Payroll of {row + 2000}: hours, rate, gross, withheld, net) Tj ET" for row in range(30)]
    exhibit = taken(paper([" ".join(rows).encode()], size=(792, 612)))
    assert boxes(exhibit.pdf) == [([0.0, 0.0, 792.0, 612.0], 0)]
    assert [(flaw.kind, flaw.level) for flaw in exhibit.flaws if flaw.page == 1] == [("wide-page", "note")]


def test_boxes_and_fonts_may_stand_above_the_page(taken):
    def inherit(made):
        page, above = made.pages[0].obj, made.Root.Pages
        for key in ("/MediaBox", "/Resources"):
            above[key] = page[key]
            del page[key]
        above.Rotate = 90

    exhibit = taken(paper([content(LEASE)], inherit, size=(595, 842)))
    assert boxes(exhibit.pdf) == [UPRIGHT]
    assert exhibit.texts[0].text.split("\n")[0] == LEASE[0]


def heic(image):
    register_heif_opener()
    return coded(image, "HEIF", quality=90)


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("photo.jpg", coded),
        ("photo.png", lambda image: coded(image, "PNG")),
        ("photo.tif", lambda image: coded(image, "TIFF")),
        ("photo.heic", heic),
    ],
)
@pytest.mark.parametrize("size", [(1200, 900), (900, 1200), (3000, 200)])
def test_a_picture_fills_the_paper_within_its_margins(taken, name, make, size):
    exhibit = taken(make(Image.new("RGB", size, (40, 60, 80))), name)
    assert boxes(exhibit.pdf) == [UPRIGHT]
    left, top, right, bottom = inked(drawn(exhibit.pdf))
    scale = min(540 / size[0], 720 / size[1])
    assert (right - left, bottom - top) == pytest.approx((size[0] * scale, size[1] * scale), abs=3)
    assert min(left, top, 612 - right, 792 - bottom) >= 35


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_stands_as_it_was_taken(taken, orientation):
    upright = Image.new("RGB", (900, 1200), "white")
    ImageDraw.Draw(upright).rectangle((100, 100, 400, 200), fill="black")
    turns = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # what a camera stores, by the word it writes beside it
    stored = upright.transpose(Image.Transpose(turns[orientation])) if orientation > 1 else upright
    about = Image.Exif()
    about[0x0112] = orientation
    exhibit = taken(coded(stored, exif=about), "photo.jpg")
    assert inked(drawn(exhibit.pdf)) == pytest.approx((96, 96, 276, 156), abs=3)


def test_every_page_of_a_tiff_comes_in_and_an_excerpt_brings_its_own(taken):
    pages = [Image.new("1", (850, 1100), 1) for _ in range(3)]
    for number, page in enumerate(pages):
        ImageDraw.Draw(page).rectangle((100, 100 + 200 * number, 700, 180 + 200 * number), fill=0)
    fax = coded(pages[0], "TIFF", save_all=True, append_images=pages[1:], compression="group4")
    assert taken(fax, "fax.tiff").pages == 3
    assert inked(drawn(taken(fax, "fax.tiff", pages=[3]).pdf)) == inked(drawn(taken(fax, "fax.tiff").pdf, 2))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16"])
def test_pictures_of_every_make_keep_their_shades(taken, mode):
    grey = Image.new("L", (600, 800), 255)
    ImageDraw.Draw(grey).rectangle((100, 100, 400, 400), fill=0)
    image = grey.convert("I").point(lambda shade: shade * 257).convert("I;16") if mode == "I;16" else grey.convert("RGB").convert(mode)
    kind, name = ("TIFF", "photo.tif") if mode == "CMYK" else ("PNG", "photo.png")
    shown = drawn(taken(coded(image, kind), name).pdf)
    assert inked(shown) == pytest.approx((126, 126, 397, 397), abs=3)
    assert shown.getpixel((200, 200)) < 20


def test_what_is_transparent_is_white(taken):
    image = Image.new("RGBA", (600, 800), (0, 0, 0, 0))
    ImageDraw.Draw(image).rectangle((100, 100, 400, 400), fill=(0, 0, 0, 255))
    assert drawn(taken(coded(image, "PNG"), "shot.png").pdf).getpixel((60, 60)) > 240


def test_a_large_photograph_enters_at_a_density_to_file(taken):
    exhibit = taken(coded(Image.effect_noise((600, 800), 40).resize((6000, 8000)), quality=95), "photo.jpg")
    with pikepdf.open(exhibit.pdf) as pdf:
        (picture,) = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image"]
        assert (picture.Width, picture.Height) == (1500, 2000)
    assert exhibit.pdf.stat().st_size < 3_000_000


def test_an_empty_page_is_blank_and_a_picture_of_words_unread(taken):
    assert [text.how for text in taken(paper([b"", content(LEASE)])).texts] == ["blank", "text"]
    assert taken(coded(Image.new("L", (850, 1100), 255)), "page.jpg").texts[0].how == "blank"
    unread = taken(coded(picture_of(LEASE)), "page.jpg")
    assert unread.texts[0].how == "unread"
    assert [(flaw.page, flaw.level) for flaw in unread.flaws if flaw.kind == "unread-page"] == [(1, "ask")]


def test_a_picture_that_carries_others_says_so(taken):
    register_heif_opener()
    into = io.BytesIO()
    Image.new("RGB", (64, 64)).save(into, "HEIF", save_all=True, append_images=[Image.new("RGB", (64, 64))])
    assert [(flaw.kind, flaw.level) for flaw in taken(into.getvalue(), "photo.heic").flaws if flaw.kind == "frames"] == [("frames", "ask")]
