"""Every kind of paper in its editions: what a clean print, a scan, a fax and a photograph say. Seeds here were not used in development."""

import pytest
from tests.interchange.papers.fictional_papers import KINDS
from tests.interchange.papers.judging import Score, read
from tests.interchange.papers.media import MEDIA
from tests.interchange.papers.other_style import KINDS as OTHERS

from forbear.casefile.fields import fields
from forbear.interchange.papers.kinds import papers
from forbear.packet.ocr import languages

HELD_OUT = range(70_000, 70_002)
recognition = pytest.mark.skipif(languages() != ("eng", "spa"), reason="Tesseract with English and Spanish is not installed")


def scored(kinds, seeds, medium, reader, folder, *, papers=KINDS):
    score = Score()
    for kind in kinds:
        for seed in seeds:
            made = papers[kind](seed)
            path = folder / f"{kind}-{seed}.pdf"
            if medium:
                files = MEDIA[medium](made.pdf, seed, path)
            else:
                path.write_bytes(made.pdf)
                files = [path]
            score.add(made, *read(files, reader))
    return score


def test_a_clean_paper_of_any_kind_is_read_right(reader, tmp_path):
    score = scored(KINDS, HELD_OUT, None, reader, tmp_path)
    assert not score.unknown
    assert score.share >= 0.98, score.rest
    assert not score.wrong


def test_a_clean_paper_set_in_another_hand_is_read_as_well(reader, tmp_path):
    score = scored(OTHERS, range(75_000, 75_004), None, reader, tmp_path, papers=OTHERS)
    assert not score.unknown
    assert score.share >= 0.96, score.rest
    assert not score.wrong


@recognition
@pytest.mark.parametrize(
    ("medium", "kind", "least"), [("scan", "ij-order-merits", 0.93), ("fax", "i286", 0.85), ("phone", "hearing-notice", 0.85)]
)
def test_a_picture_of_a_paper_is_read_and_nothing_wrong_is_sure(reader, tmp_path, medium, kind, least):
    score = scored([kind], [70_010], medium, reader, tmp_path)
    assert score.share >= least, score.rest
    assert not score.wrong


def test_every_fact_that_a_paper_gives_has_its_place_in_the_case_file():
    facts = {field.fact for paper in papers().values() for field in paper.fields if not field.fact.endswith("[]")}
    assert not facts - fields().keys()


def test_a_notice_without_date_and_time_is_told_from_one_with_them(reader, tmp_path):
    for seed in range(70_020, 70_026):
        made = KINDS["nta-i862"](seed, "6/22")
        path = tmp_path / "nta.pdf"
        path.write_bytes(made.pdf)
        said = {claim.fact: claim.value for claim in read([path], reader)[0]}
        given = dict(one[:2] for one in made.truth)["proceedings.nta_time_and_place_given"]
        assert said["proceedings.nta_time_and_place_given"] is given
        assert ("proceedings.next_hearing.date" in said) is given
