"""The filing as a clerk and a government attorney would open it: paged, cited, read, split, with nothing dropped silently."""

import re

import pikepdf
import pytest
from PIL import Image
from tests.conftest import text_of
from tests.drafting.papers import brief_of
from tests.packet.handed_in import coded, content, paper, picture_of, scanned

from forbear.packet.packet import as_text, make_packet

CASE = """
family: [{relation: child, status: usc, birth_date: 2010-03-01}]
criminal: []
evidence:
- {id: e1, kind: birth-certificate-child, title: Birth certificate, file: birth.pdf, pages: 1, proves: [family-ties-usc-lpr]}
- {id: e2, kind: residence-proof, title: Leases 2008 to 2026, file: leases.pdf, pages: 6, proves: [length-of-residence],
   pins: [{proves: length-of-residence, page: 4}]}
- {id: e3, kind: support-letter, title: Letter of a neighbor, file: letter.pdf, pages: 1, proves: [community-involvement]}
"""
PLAIN = ["A fictional paper.", "Nothing in it matters."]


def folder_with(tmp_path, **files):
    folder = tmp_path / "case"
    (folder / "exhibits").mkdir(parents=True)
    pages = {"birth": 1, "leases": 6, "letter": 1}
    for name, count in pages.items():
        made = paper([content([*PLAIN, f"{name} page {number}"]) for number in range(1, count + 1)])
        (folder / "exhibits" / f"{name}.pdf").write_bytes(files.get(name, made))
    return folder


def packed(corpus, detector, tmp_path, more=CASE, *, form="administrative-closure", max_mb=25.0, **files):
    brief = brief_of(corpus, form, more)
    return make_packet(brief, folder_with(tmp_path, **files), tmp_path / "out", detector, max_mb=max_mb, ocr=False)


def pages_of(packet):
    return [page for part in packet.parts for page in text_of(part.path)]


def test_every_page_has_its_number_and_every_cite_leads_to_its_page(corpus, detector, tmp_path):
    packet = packed(corpus, detector, tmp_path)
    pages = pages_of(packet)
    assert all(re.search(rf"\b{number}$", text) for number, text in enumerate(pages, start=1))
    letter = packet.laid.documents["pd-request-letter"].text()
    cited = re.search(r"at least 20 years \(Tab B at (\d+)\)", letter)
    assert cited
    assert "leases page 4" in pages[int(cited[1]) - 1]


def test_the_index_covers_the_exhibits_and_nothing_twice(corpus, detector, tmp_path):
    packet = packed(corpus, detector, tmp_path)
    assert [row.tab for row in packet.index] == ["A", "B", "C"]
    assert [(row.last - row.first) for row in packet.index] == [1, 6, 1]
    for row, after in zip(packet.index, packet.index[1:], strict=False):
        assert after.first == row.last + 1
    assert sum(part.pages for part in packet.parts) == packet.laid.pages.pages
    assert [part.bytes for part in packet.parts] == [part.path.stat().st_size for part in packet.parts]


def test_links_lead_from_the_cite_to_the_page(corpus, detector, tmp_path):
    packet = packed(corpus, detector, tmp_path)
    with pikepdf.open(packet.parts[0].path) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        goals = {
            numbers[link.A.D[0].objgen] for page in pdf.pages for link in page.get("/Annots", []) if link.get("/A", {}).get("/S") == "/GoTo"
        }
        uris = [link for page in pdf.pages for link in page.get("/Annots", []) if "/URI" in link.get("/A", {})]
    row = packet.index[1]
    assert row.first + 4 in goals
    assert not uris


@pytest.mark.parametrize("broken", [b"", b"%PDF-1.7 nothing", b"PK\x03\x04 not a paper", b"\x00" * 2000])
def test_a_bad_exhibit_is_named_and_nothing_cites_it(corpus, detector, tmp_path, broken):
    packet = packed(corpus, detector, tmp_path, leases=broken)
    named = [check for check in packet.checks if check.verdict == "fail" and "e2" in check.because + check.where]
    assert named
    assert [row.title for row in packet.index] == ["Birth certificate", "Letter of a neighbor"]
    letter = packet.laid.documents["pd-request-letter"]
    assert "eq-residence" in {sentence.id for sentence in letter.unsupported()}


def test_an_exhibit_without_a_file_is_named(corpus, detector, tmp_path):
    packet = packed(corpus, detector, tmp_path, CASE.replace("file: letter.pdf, ", ""))
    assert [check.where for check in packet.checks if check.id == "exhibit-file"] == ["e3"]


def test_the_guard_reads_every_exhibit_and_names_tab_and_page(corpus, detector, tmp_path):
    letter = paper(
        [content(["To whom it may concern."]), content(["He crossed the river without inspection near Nogales in 2006.", "I saw it."])]
    )
    packet = packed(corpus, detector, tmp_path, letter=letter)
    found = [check for check in packet.checks if check.id.startswith("guard:") and check.verdict == "fail"]
    assert any(check.where == "Tab C e3, page 2" for check in found)


def test_the_title_under_which_an_exhibit_is_listed_is_read_too(corpus, detector, tmp_path):
    more = CASE.replace("Letter of a neighbor", "he crossed near Nogales in 2006")
    checks = packed(corpus, detector, tmp_path, more).checks
    assert any(check.id == "guard:entry-manner-place" and check.where == "Tab C e3, its title in the index" for check in checks)


def test_what_the_government_wrote_is_no_danger_and_fragments_are_one_line(corpus, detector, tmp_path):
    more = CASE.replace("kind: residence-proof", "kind: nta-copy")
    notice = paper(
        [content(["You entered the United States near Nogales, Arizona, without inspection, in May 2006."]), *[content(PLAIN)] * 5]
    )
    checks = packed(corpus, detector, tmp_path, more, leases=notice).checks
    about = [check for check in checks if check.id.startswith("guard:") and "e2" in check.where]
    assert about
    assert {check.verdict for check in about} == {"note"}


def test_pages_that_nobody_could_read_are_named(corpus, detector, tmp_path):
    packet = packed(corpus, detector, tmp_path, letter=scanned(picture_of(["A scan of a letter."])))
    assert any(check.id == "guard:unread" and "e3" in check.where for check in packet.checks)


def test_originals_stay_untouched(corpus, detector, tmp_path):
    folder = folder_with(tmp_path)
    before = {path.name: path.read_bytes() for path in (folder / "exhibits").iterdir()}
    make_packet(brief_of(corpus, "administrative-closure", CASE), folder, tmp_path / "out", detector, max_mb=25, ocr=False)
    assert {path.name: path.read_bytes() for path in (folder / "exhibits").iterdir()} == before


def test_the_same_input_gives_the_same_bytes(corpus, detector, tmp_path):
    brief, folder = brief_of(corpus, "administrative-closure", CASE), folder_with(tmp_path)
    made = [make_packet(brief, folder, tmp_path / name, detector, max_mb=25, ocr=False) for name in ("one", "two")]
    assert made[0].parts[0].path.read_bytes() == made[1].parts[0].path.read_bytes()


def test_it_is_split_at_tab_borders_with_names_in_order(corpus, detector, tmp_path):
    scans = [Image.effect_noise((900, 1200), 60 + 9 * number) for number in range(2)]
    birth, letter = (scanned(picture, jpeg=coded(picture)) for picture in scans)
    packet = packed(corpus, detector, tmp_path, birth=birth, letter=letter, max_mb=0.6)
    assert len(packet.parts) > 1
    assert [part.path.name for part in packet.parts] == sorted(part.path.name for part in packet.parts)
    assert all(part.bytes <= 0.6 * 1_048_576 for part in packet.parts)
    assert [part.first for part in packet.parts][1:] == [part.last + 1 for part in packet.parts][:-1]


def test_every_page_is_marked_until_it_is_signed(corpus, detector, tmp_path):
    packet = packed(corpus, detector, tmp_path)
    assert all(f"DRAFT – revision {packet.made.gate.revision}" in text for text in pages_of(packet) if text)


def test_requirements_are_those_of_whom_it_goes_to(corpus, detector, tmp_path):
    request = {check.id for check in packed(corpus, detector, tmp_path).checks}
    assert "opla-cover-fields" in request
    assert "i246-identity" not in request
    stay = "proceedings: {final_order_date: 2022-03-01, next_hearing: null}\n" + CASE
    filed = {check.id: check for check in packed(corpus, detector, tmp_path / "stay", stay, form="stay-of-removal-ice").checks}
    assert filed["i246-identity"].verdict == "fail"
    assert filed["i246-identity"].cites


def test_a_foreign_paper_wants_its_certified_translation(corpus, detector, tmp_path):
    foreign = CASE.replace("title: Birth certificate,", "title: Acta, language: es,")
    court = "proceedings: {opla_position: 'OPLA joins administrative closure'}\nconsent: {explained_date: 2026-11-02}\n"
    checks = {check.id: check for check in packed(corpus, detector, tmp_path, court + foreign).checks}
    wanted = checks.get("language-translation")
    assert wanted is None or wanted.verdict == "fail"


def test_a_whole_medical_record_is_questioned(corpus, detector, tmp_path):
    record = CASE.replace("kind: residence-proof, title: Leases 2008 to 2026", "kind: medical-records, title: Record")
    long = paper([content([*PLAIN, f"page {number}"]) for number in range(12)])
    whole = packed(corpus, detector, tmp_path, record.replace("pages: 6", "pages: 12"), leases=long)
    assert any(check.id == "excerpt" for check in whole.checks)
    part = packed(corpus, detector, tmp_path / "part", record.replace("pages: 6,", "pages: 12, excerpt: '2-4, 6',"), leases=long)
    assert not any(check.id == "excerpt" for check in part.checks)
    assert part.index[1].last - part.index[1].first == 4


def test_words_of_an_exhibit_keep_their_pages(corpus, detector, tmp_path):
    from forbear.packet.intake import take_in

    source = tmp_path / "two.pdf"
    source.write_bytes(paper([content(["First page here."]), content(["Second page here."])]))
    text = as_text(take_in("e1", source, tmp_path / "work", ocr=False))
    place = text.part_at(text.text.index("Second"))
    assert place
    assert place.page == 2


def test_nothing_is_left_behind(corpus, detector, tmp_path):
    packet = packed(corpus, detector, tmp_path)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(part.path.name for part in packet.parts)


def test_a_pin_to_a_page_that_the_exhibit_lacks_is_named_and_not_printed(corpus, detector, tmp_path):
    packet = packed(corpus, detector, tmp_path, leases=paper([content(PLAIN)]))
    assert [check.where for check in packet.checks if check.id == "pin-page"] == ["Tab B e2"]
    assert packet.index[1].last - packet.index[1].first == 1


def test_what_shows_where_the_client_was_born_enters_by_choice_alone_and_is_named(corpus, detector, tmp_path):
    passport = CASE.replace("kind: support-letter, title: Letter of a neighbor", "kind: identity-document, title: Passport")
    kept = packed(corpus, detector, tmp_path, passport)
    assert [row.title for row in kept.index] == ["Birth certificate", "Leases 2008 to 2026"]
    assert [check.where for check in kept.checks if check.id == "kept-out"] == ["e3"]
    chosen = packed(
        corpus, detector, tmp_path / "chosen", passport.replace("file: letter.pdf,", "file: letter.pdf, packets: [administrative-closure],")
    )
    assert [row.title for row in chosen.index] == ["Passport"]
