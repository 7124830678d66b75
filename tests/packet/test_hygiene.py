"""What an exhibit carries beside its pages is taken out, and said; what its pages show stays."""

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image
from tests.conftest import text_of
from tests.packet.handed_in import LEASE, coded, content, laden, layered, mark, noted, paper, picture_of, scanned

LADEN = paper([content(LEASE)], laden)


def everything(path):
    """All that a PDF holds, unpacked."""
    with pikepdf.open(path) as pdf:
        things = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream | pikepdf.Dictionary | pikepdf.Array)]
        written = [thing.unparse() for thing in things] + [pdf.trailer.unparse()]
        return b"\n".join(written + [thing.read_raw_bytes() for thing in things if isinstance(thing, pikepdf.Stream)])


def kinds(taken):
    return {flaw.kind: flaw.level for flaw in taken.flaws}


def test_all_that_a_filing_must_not_carry_is_taken_out_and_said(taken):
    clean = taken(LADEN)
    assert b"SENTINEL" not in everything(clean.pdf)
    with pikepdf.open(clean.pdf) as pdf:
        assert set(pdf.Root.keys()) <= {"/Type", "/Pages", "/Version"}
        assert "/Info" not in pdf.trailer
        assert set(pdf.pages[0].obj.keys()) <= {"/Type", "/Parent", "/Resources", "/MediaBox", "/Contents"}
    said = kinds(clean)
    assert {kind for kind, level in said.items() if level == "note"} == {"script", "links", "comments", "form", "metadata"}
    assert {kind for kind, level in said.items() if level == "ask"} == {"attachment", "multimedia", "font"}


def test_what_fields_and_stamps_show_becomes_part_of_the_page(taken):
    clean = taken(LADEN)
    for shown in (clean.texts[0].text, *text_of(clean.pdf)):
        assert "Typed answer" in shown
        assert "RECEIVED" in shown


def test_what_hidden_layers_show_is_taken_out(taken):
    clean = taken(paper([b""], layered))
    assert text_of(clean.pdf) == ["Shown at once Shown by its layer"]
    assert b"LAYERED" not in everything(clean.pdf)
    assert kinds(clean)["hidden-layer"] == "note"


def test_a_layer_that_many_pages_share_is_taken_out_of_each(taken):
    def change(made):
        layered(made)
        made.Root.OCProperties.OCGs[0].Name = String("SENTINEL")
        made.pages[0].obj.Resources = made.make_indirect(made.pages[0].obj.Resources)
        made.pages.append(made.pages[0])

    clean = taken(paper([b""], change))
    assert text_of(clean.pdf) == ["Shown at once Shown by its layer"] * 2
    assert b"SENTINEL" not in everything(clean.pdf)


@pytest.mark.parametrize(("policy", "shown"), [("AnyOn", True), ("AllOn", False), ("AnyOff", True), ("AllOff", False)])
def test_words_of_several_layers_follow_their_policy(taken, policy, shown):
    def change(made):
        layered(made)
        layers = made.pages[0].obj.Resources.Properties
        layers.On = made.make_indirect(Dictionary(Type=Name.OCMD, OCGs=Array([layers.Off, layers.On]), P=Name("/" + policy)))

    assert ("Shown by its layer" in taken(paper([b""], change)).texts[0].text) == shown


def test_hidden_fields_and_buttons_do_not_come_in(taken):
    def change(made):
        fields = [
            made.make_indirect(
                mark("Widget", (72, place, 272, place + 20), FT=Name(kind), T=String(f"f{place}"), DA=String("/F1 12 Tf 0 g"), **more)
            )
            for place, kind, more in ((400, "/Tx", {"F": 2, "V": String("SENTINEL")}), (450, "/Btn", {"F": 4, "Ff": 1 << 16}))
        ]
        made.pages[0].obj.Annots = Array(fields)
        made.Root.AcroForm = Dictionary(Fields=Array(fields), NeedAppearances=True)

    clean = taken(paper([content(LEASE)], change))
    assert b"SENTINEL" not in everything(clean.pdf)
    assert "hidden-field" in kinds(clean)
    assert "form" not in kinds(clean)


def test_a_signature_is_said_to_prove_nothing_in_the_copy(taken):
    def change(made):
        field = made.make_indirect(mark("Widget", (72, 400, 272, 420), F=4, FT=Name.Sig, T=String("s"), V=Dictionary(Type=Name.Sig)))
        made.pages[0].obj.Annots = Array([field])
        made.Root.AcroForm = Dictionary(Fields=Array([field]), SigFlags=3)

    assert kinds(taken(paper([content(LEASE)], change)))["signature"] == "ask"


def test_the_camera_is_taken_out_of_pictures_inside_a_pdf(taken):
    about = Image.Exif()
    about[0x010F] = "SENTINEL-CAMERA"
    image = picture_of(LEASE)
    original = coded(image, exif=about, comment="SENTINEL-NOTE")
    assert original.count(b"SENTINEL") == 2
    clean = taken(scanned(image, jpeg=original))
    assert b"SENTINEL" not in everything(clean.pdf)
    with pikepdf.open(clean.pdf) as pdf:
        (picture,) = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == Name.Image]
        assert pikepdf.PdfImage(picture).as_pil_image().tobytes() == Image.open(io.BytesIO(original)).tobytes()


def test_the_camera_is_taken_out_of_a_photograph(taken):
    about = Image.Exif()
    about[0x010F] = "SENTINEL-CAMERA"
    about.get_ifd(0x8825)[2] = (29.0, 45.0, 36.0)
    clean = taken(coded(picture_of(LEASE, mode="RGB"), exif=about), "photo.jpg")
    assert not any(word in everything(clean.pdf) for word in (b"SENTINEL", b"Exif"))
    assert kinds(clean)["metadata"] == "note"


def test_a_comment_without_a_drawing_is_asked_about(taken):
    clean = taken(paper([content(LEASE)], noted(mark("Highlight", (70, 702, 500, 718), C=Array([1, 1, 0])))))
    assert kinds(clean)["undrawn"] == "ask"


def test_fonts_that_the_file_does_not_carry_are_named(taken):
    (flaw,) = [flaw for flaw in taken(paper([content(LEASE)])).flaws if flaw.kind == "font"]
    assert (flaw.level, "Helvetica" in flaw.text) == ("ask", True)
