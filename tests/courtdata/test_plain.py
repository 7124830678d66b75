"""The bytes of a release: lines with too many fields are found wherever they stand, and what is written plain is the same text."""

from hypothesis import given
from hypothesis import strategies as st

from forbear.courtdata import plain
from forbear.courtdata.plain import decoded, survey, write_plain

LINES = st.lists(
    st.tuples(st.integers(0, 6) | st.just(300), st.sampled_from([b"", b"A", b"\xdc", "Ñ".encode(), b"\0", b'"'])), min_size=1, max_size=12
)


@given(LINES, st.sampled_from([b"\n", b"\r\n"]), st.booleans(), st.integers(1, 40))
def test_long_lines_are_found_and_the_rest_is_kept_line_for_line(tmp_path, lines, end, ended, block):
    texts = [value + b"\t" * tabs + value + b"x" for tabs, value in lines]
    file, target = tmp_path / "given.csv", tmp_path / "plain.csv"
    file.write_bytes(end.join(texts) + end * ended)
    was, plain.BLOCK = plain.BLOCK, block
    try:
        found = survey(file, 4, lambda size: None)
        write_plain(file, found, 4, target)
    finally:
        plain.BLOCK = was
    long = [(number, decoded(text)) for number, text in enumerate(texts, 1) if text.count(b"\t") >= 4]
    assert (found.lines, found.size, list(found.long)) == (len(texts), file.stat().st_size, long)
    assert found.nuls == file.read_bytes().count(b"\0")
    kept = ["" if text.count(b"\t") >= 4 else decoded(text) for text in texts]
    assert target.read_bytes().decode() == end.decode().join(kept) + end.decode() * ended
    assert found.plain == ((not long and not found.nuls and file.read_bytes().isascii()) or file.read_bytes() == target.read_bytes())


def test_line_ends_of_two_kinds_and_a_lone_return_become_one(tmp_path):
    file, target = tmp_path / "given.csv", tmp_path / "plain.csv"
    file.write_bytes(b"a\tb\r\nc\rd\te\nf\tg")
    found = survey(file, 2, lambda size: None)
    write_plain(file, found, 2, target)
    assert (found.mixed, found.plain, found.newline, found.ends_open) == (True, False, "\\n", True)
    assert target.read_bytes() == b"a\tb\nc d\te\nf\tg"
