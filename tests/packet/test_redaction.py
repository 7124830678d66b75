"""Words that a page holds and does not show are found, named by page, and never repeated; what a page shows is left in peace."""

import pytest
from pikepdf import Array, Dictionary, Name
from PIL import ImageDraw
from tests.guard.papers import typed
from tests.packet.handed_in import LEASE, content, mark, noted, paper, picture_of, scanned, word_box

LINE = "Instruction nobody sees on this page"
RECOGNISED = (
    " 3 Tr BT /F1 16 Tf 1 0 0 1 58 706 Tm (Lease between Marisol Quintanar) Tj 1 0 0 1 58 677 Tm (The tenant has lived at the house) Tj ET"
)


def highlight(colour):
    return noted(mark("Highlight", (70, 702, 500, 718), C=Array(colour)))


def extra(words=LINE, top=500):
    return typed([words], top=top).decode()


def found(taken, kind):
    return [(flaw.page, flaw.level) for flaw in taken.flaws if flaw.kind == kind]


def blacked(words):
    image = picture_of(words)
    ImageDraw.Draw(image).rectangle((100, 190, 1200, 260), fill=0)
    return image


def boxed_by_a_form(made):
    form = made.make_stream(b"0 g 60 706 480 15 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 612, 792]))
    made.pages[0].obj.Resources.XObject = Dictionary(Box=form)


BAD = {
    "a black box": paper([content(LEASE, f"0 g {word_box(1)} f")]),
    "a box over one word": paper([content(LEASE, "0 g 100 702 40 15 re f")]),
    "a box with a label": paper([content(LEASE, f"0 g {word_box(1)} f 1 g " + typed(["REDACTED"], left=240, top=706).decode())]),
    "a thick line": paper([content(LEASE, "0 G 13 w 70 709 m 500 709 l S")]),
    "a dark blue box": paper([content(LEASE, f"0 0 0.3 rg {word_box(1)} f")]),
    "a black highlight": paper([content(LEASE)], highlight([0, 0, 0])),
    "a black frame with its inside": paper([content(LEASE)], noted(mark("Square", (70, 702, 500, 718), IC=Array([0, 0, 0])))),
    "a mark that was never applied": paper([content(LEASE)], noted(mark("Redact", (70, 702, 500, 718)))),
    "a box over a scan": scanned(picture_of(LEASE), "0 g 50 670 500 25 re f"),
    "recognised words behind a picture that is black there": scanned(blacked(LEASE), RECOGNISED),
    "a box in a form": paper([content(LEASE, "q 1 0 0 1 10 -4 cm /Box Do Q")], boxed_by_a_form),
}


@pytest.mark.parametrize("case", BAD)
def test_what_can_be_read_under_a_box_is_named_by_page_and_never_told(taken, case):
    exhibit = taken(BAD[case])
    assert found(exhibit, "bad-redaction") == [(1, "fail")]
    assert exhibit.pdf is None
    assert not any(word in flaw.text for flaw in exhibit.flaws for word in ("tenant", "lived", "2015"))


def test_the_words_under_a_box_are_told_nowhere(taken):
    assert "tenant" not in taken(BAD["a black box"]).texts[0].text


HIDDEN = {
    "invisible": content(LEASE, f"3 Tr {extra()}"),
    "white": content(LEASE, f"1 g {extra()}"),
    "nearly white": content(LEASE, f"0.97 g {extra()}"),
    "of its box's colour": content(LEASE, f"0 g 60 490 400 30 re f {extra()}"),
    "painted over in white": content(LEASE, f"1 g {word_box(1)} f"),
    "tiny": content(LEASE, f"BT /F1 1 Tf 72 400 Td ({LINE}) Tj ET"),
    "tiny by its scale": content(LEASE, f"q 0.1 0 0 0.1 72 400 cm BT /F1 12 Tf ({LINE}) Tj ET Q"),
    "off the page": content(LEASE, extra(top=900)),
}


@pytest.mark.parametrize("case", HIDDEN)
def test_hidden_words_are_asked_about(taken, case):
    exhibit = taken(paper([content(LEASE), HIDDEN[case]]))
    assert found(exhibit, "hidden-text") == [(2, "ask")]
    assert "Instruction" not in exhibit.texts[1].text
    assert "Instruction" not in "".join(flaw.text for flaw in exhibit.flaws)


def test_words_cut_off_by_the_crop_are_asked_about(taken):
    def crop(made):
        made.pages[0].obj.CropBox = Array([0, 600, 612, 792])

    assert found(taken(paper([content(LEASE, extra())], crop)), "hidden-text") == [(1, "ask")]


def test_words_under_a_picture_are_asked_about(taken):
    assert found(
        taken(scanned(picture_of([]), f"1 g 0 0 612 400 re f 0 g {extra(top=300)} q 300 0 0 60 60 280 cm /Scan Do Q")), "hidden-text"
    )


def test_recognised_words_that_the_picture_does_not_show_are_asked_about(taken):
    assert found(taken(scanned(picture_of(LEASE), f"{RECOGNISED} {extra()}")), "hidden-text") == [(1, "ask")]


FINE = {
    "plain words": content(LEASE),
    "white on a dark heading": f"0 g {word_box(0)} f 1 g ".encode() + content(LEASE[:1]) + b" 0 g " + content(LEASE[1:], top=690),
    "black on grey": f"0.8 g {word_box(1)} f 0 g ".encode() + content(LEASE),
    "a box beside the words": content(LEASE, "0 g 72 300 200 40 re f"),
    "a frame around the words": content(LEASE, "0 G 1 w 60 660 500 80 re S"),
    "a line under the words": content(LEASE, "0 G 1 w 70 704 m 500 704 l S"),
    "a rule through the words": content(LEASE, "0 g 70 709 400 1 re f"),
    "grey words": b"0.5 g " + content(LEASE),
}


@pytest.mark.parametrize("case", FINE)
def test_what_a_page_shows_is_left_in_peace(taken, case):
    exhibit = taken(paper([FINE[case]]))
    assert found(exhibit, "bad-redaction") == found(exhibit, "hidden-text") == []
    assert "tenant" in exhibit.texts[0].text


def test_a_yellow_mark_hides_nothing(taken):
    exhibit = taken(paper([content(LEASE)], highlight([1, 1, 0])))
    assert found(exhibit, "bad-redaction") == found(exhibit, "hidden-text") == []


@pytest.mark.parametrize("below", [False, True])
def test_recognised_words_behind_a_scan_are_right(taken, below):
    visible = RECOGNISED.replace("3 Tr", "0 Tr")
    exhibit = taken(scanned(picture_of(LEASE), below=visible) if below else scanned(picture_of(LEASE), RECOGNISED))
    assert found(exhibit, "bad-redaction") == found(exhibit, "hidden-text") == []
    assert exhibit.texts[0].how == "ocr"


def test_a_redaction_burnt_into_a_scan_is_right(taken):
    assert found(taken(scanned(blacked(LEASE))), "bad-redaction") == []
