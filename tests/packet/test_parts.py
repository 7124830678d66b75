"""A packet in files that may be handed in: split at tabs, measured as they lie on the disk, named in order."""

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import text_of
from tests.packet.packing import contents, exhibit, links, made

from forbear.drafting.document import Pin
from forbear.packet.parts import MB, safe, write_parts


def stand(parts, packet, out):
    """What holds for every way of splitting: each page once and in order, each size as it is on the disk, nothing else written."""
    assert [page for part in parts.parts for page in range(part.first, part.last + 1)] == list(range(1, packet.pages.pages + 1))
    assert [part.bytes for part in parts.parts] == [part.path.stat().st_size for part in parts.parts]
    assert sorted(path.name for path in out.iterdir()) == sorted(part.path.name for part in parts.parts)
    for part in parts.parts:
        with pikepdf.open(part.path) as pdf:
            assert len(pdf.pages) == part.pages


def test_a_packet_below_the_limit_is_one_file(tmp_path):
    packet = made(tmp_path, 2, 3)
    parts = write_parts(packet, tmp_path / "out", "Paredes", "PD-Request")
    stand(parts, packet, tmp_path / "out")
    assert [part.path.name for part in parts.parts] == ["Paredes_PD-Request_Part1.pdf"]
    assert not parts.notes
    assert not parts.problems


def test_a_packet_above_the_limit_is_split_where_tabs_begin(tmp_path):
    packet = made(tmp_path, 3, 2, 4, 1, 3, kilobytes=100, pins=[Pin("e5", 2)])
    parts = write_parts(packet, tmp_path / "out", "Paredes", "PD-Request", 0.7)
    stand(parts, packet, tmp_path / "out")
    assert all(part.bytes <= 0.7 * MB for part in parts.parts)
    assert [part.first for part in parts.parts] == [1, packet.pages.tabs["e3"].first, packet.pages.tabs["e5"].first]
    assert not parts.notes
    assert not parts.problems
    assert links(parts.parts[0].path)[0][0] == ("Paredes_PD-Request_Part3.pdf", 3)
    assert "e5 page 2" in text_of(parts.parts[2].path)[2]


def test_a_tab_larger_than_a_file_may_be_goes_on_in_the_next_and_that_is_said(tmp_path):
    packet = made(tmp_path, 1, 9, 1, kilobytes=100)
    parts = write_parts(packet, tmp_path / "out", "Paredes", "PD-Request", 0.5)
    stand(parts, packet, tmp_path / "out")
    assert all(part.bytes <= 0.5 * MB for part in parts.parts)
    inside = [part for part in parts.parts if part.first not in {place.first for place in packet.pages.places}]
    assert {packet.pages.at(part.first).letters for part in inside} == {"B"}
    assert parts.notes == [
        "Tab B – Exhibit named e2 is by itself larger than 0.5 MB; it goes on in "
        + ", then in ".join(f"{part.path.name} at page {part.first}" for part in inside)
        + "."
    ]
    assert not parts.problems


def test_a_page_larger_than_a_file_may_be_is_named(tmp_path):
    light, heavy = exhibit(tmp_path / "e1.pdf", 2, 20), exhibit(tmp_path / "e2.pdf", 2, 700)
    packet = contents([("e1", light, 2), ("e2", heavy, 2)])
    parts = write_parts(packet, tmp_path / "out", "Paredes", "PD-Request", 0.5)
    stand(parts, packet, tmp_path / "out")
    tab = packet.pages.tabs["e2"]
    assert [str(problem) for problem in parts.problems] == [
        f"Paredes_PD-Request_Part{number}.pdf: Tab B – Exhibit named e2, page {page}, takes 0.7 MB, and a file may have 0.5 MB; "
        "scan it again in grey at 150 dots to the inch"
        for number, page in ((2, tab.first + 1), (3, tab.first + 2))
    ]


def test_sizes_are_those_of_what_is_written_not_of_what_was_handed_in(tmp_path):
    # The exhibit is written without compression: on the disk it is larger than a file may be, and joined it is not.
    path = exhibit(tmp_path / "e1.pdf", 3)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for page in pdf.pages:
            page.contents_add(pdf.make_stream(b"0 0 m\n" * 100_000 + b"n"))
        pdf.save(path, compress_streams=False)
    assert path.stat().st_size > MB
    packet = contents([("e1", path, 3)])
    parts = write_parts(packet, tmp_path / "out", "Paredes", "PD-Request", 1)
    stand(parts, packet, tmp_path / "out")
    assert len(parts.parts) == 1


def test_a_picture_that_many_pages_share_is_counted_once(tmp_path):
    path = exhibit(tmp_path / "e1.pdf", 6, 200)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for page in pdf.pages:
            page.obj.Resources.XObject = pdf.pages[0].obj.Resources.XObject
        pdf.save(path)
    packet = contents([("e1", path, 6), ("e2", exhibit(tmp_path / "e2.pdf", 2, 100), 2)])
    parts = write_parts(packet, tmp_path / "out", "Paredes", "PD-Request", 0.6)
    stand(parts, packet, tmp_path / "out")
    assert len(parts.parts) == 1


@settings(max_examples=12)
@given(st.lists(st.tuples(st.integers(1, 4), st.sampled_from([0, 30, 120])), min_size=1, max_size=6), st.sampled_from([0.15, 0.3, 0.6]))
def test_parts_hold_every_page_once_below_the_limit(tmp_path_factory, exhibits, limit):
    folder = tmp_path_factory.mktemp("parts")
    listed = [(f"e{n}", exhibit(folder / f"e{n}.pdf", count, size), count) for n, (count, size) in enumerate(exhibits)]
    packet = contents(listed)
    parts = write_parts(packet, folder / "out", "Paredes", "PD-Request", limit)
    stand(parts, packet, folder / "out")
    assert [part.path.name for part in parts.parts] == sorted(part.path.name for part in parts.parts)
    over = [part for part in parts.parts if part.bytes > limit * MB]
    assert len(parts.problems) == len(over)
    assert all(part.pages <= 2 for part in over)  # a page, perhaps with its tab sheet
    # No two neighbours would have gone into one file.
    together = [one.bytes + other.bytes for one, other in zip(parts.parts, parts.parts[1:], strict=False)]
    assert all(size > 0.8 * limit * MB for size in together)


def test_files_of_an_earlier_packet_are_named(tmp_path):
    out = tmp_path / "out"
    packet = made(tmp_path, 3, 2, 4, kilobytes=100)
    assert len(write_parts(packet, out, "Paredes", "PD-Request", 0.5).parts) == 3
    (out / "Paredes_PD-Request_Partial.pdf").write_bytes(b"somebody's own")
    again = write_parts(packet, out, "Paredes", "PD-Request")
    assert [part.path.name for part in again.parts] == ["Paredes_PD-Request_Part1.pdf"]
    assert [str(problem) for problem in again.problems] == [
        f"Paredes_PD-Request_Part{number}.pdf: it is left from an earlier packet and not part of this one; delete it" for number in (2, 3)
    ]


def test_names_sort_in_order_however_many_there_are(tmp_path):
    packet = made(tmp_path, *[1] * 11, kilobytes=100)
    names = [part.path.name for part in write_parts(packet, tmp_path / "out", "Paredes", "PD-Request", 0.15).parts]
    assert len(names) > 10
    assert names == sorted(names)
    assert names[0] == "Paredes_PD-Request_Part01.pdf"


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Muñoz López", "Munoz-Lopez"),
        ("Łukasz Sørensen", "Lukasz-Sorensen"),
        ("O'Brien/../x", "O-Brien-x"),
        ("李", "Client"),
        ("", "Client"),
        ("a" * 200, "a" * 60),
    ],
)
def test_names_of_files_are_plain(name, plain):
    assert safe(name, "Client") == plain
