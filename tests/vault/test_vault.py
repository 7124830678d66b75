"""What is sealed opens with its key, in its place, unchanged; and not otherwise, and says nothing."""

import base64
import io
import json
import os
import uuid

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forbear.problem import BadInput
from forbear.vault.keys import (
    FileKey,
    MatterKeys,
    OfficeKeys,
    Passphrase,
    WontOpen,
    WrongKey,
    check_passphrase,
    kinds_of_keys,
    new_key_file,
    open_keys,
    read_key_file,
    read_keys,
    read_passphrase,
    write_keys,
)
from forbear.vault.seal import (
    PIECE,
    name_of,
    open_file,
    open_file_for_office,
    open_pieces,
    seal,
    seal_file,
    seal_file_for_office,
    seal_for_office,
    unseal,
    unseal_for_office,
)

KEYS = MatterKeys.new(uuid.UUID(int=7))
CANARY = b"Ana Quetzal, A200-555-123, entered near Sasabe"
SECRET = FileKey(b"k" * 32)


def sealed_file(content, name="n", keys=KEYS):
    into = io.BytesIO()
    seal_file(keys, io.BytesIO(content), into, name=name, kind="exhibit")
    return into.getvalue()


@given(content=st.binary(max_size=400), revision=st.integers(0, 2**40))
@settings(max_examples=40)
def test_what_is_sealed_opens_in_its_place(content, revision):
    sealed = seal(KEYS, content, revision=revision, kind="facts")
    assert unseal(KEYS, sealed, revision=revision, kind="facts") == content


@given(place=st.sampled_from(["matter", "keys", "revision", "kind"]), revision=st.integers(1, 9))
def test_another_key_matter_revision_or_kind_opens_nothing(place, revision):
    sealed = seal(KEYS, CANARY, revision=revision, kind="facts")
    keys = {"keys": MatterKeys.new(KEYS.matter), "matter": MatterKeys(uuid.UUID(int=8), KEYS.parts)}.get(place, KEYS)
    kind = "list-row" if place == "kind" else "facts"
    with pytest.raises(WontOpen) as shut:
        unseal(keys, sealed, revision=revision + (place == "revision"), kind=kind)
    assert "Ana" not in str(shut.value)


@given(data=st.data())
def test_a_turned_bit_or_a_cut_opens_nothing(data):
    sealed = seal(KEYS, CANARY, revision=1, kind="facts")
    at = data.draw(st.integers(0, len(sealed) - 1))
    turned = sealed[:at] + bytes([sealed[at] ^ (1 << data.draw(st.integers(0, 7)))]) + sealed[at + 1 :]
    for changed in (turned, sealed[:at], sealed + b"\0"):
        with pytest.raises(WontOpen):
            unseal(KEYS, changed, revision=1, kind="facts")


def test_every_failure_says_the_same():
    sealed = seal(KEYS, CANARY, revision=1, kind="facts")
    said = set()
    for keys, content, revision in ((MatterKeys.new(KEYS.matter), sealed, 1), (KEYS, sealed, 2), (KEYS, sealed[:-1], 1), (KEYS, b"", 1)):
        with pytest.raises(WontOpen) as shut:
            unseal(keys, content, revision=revision, kind="facts")
        said.add(str(shut.value))
    assert len(said) == 1


@pytest.mark.parametrize("size", [0, 1, PIECE - 100, PIECE, 3 * PIECE + 5])
def test_files_are_sealed_piece_by_piece(size):
    content = os.urandom(size)
    sealed = sealed_file(content)
    assert open_file(KEYS, io.BytesIO(sealed), name="n", kind="exhibit") == content
    assert len(sealed) - size < 1000


@pytest.mark.parametrize("cut", [0, 10, 40, PIECE, 2 * PIECE, -1])
def test_a_file_cut_anywhere_does_not_open(cut):
    sealed = sealed_file(CANARY * 70_000)
    with pytest.raises(WontOpen):
        open_file(KEYS, io.BytesIO(sealed[:cut]), name="n", kind="exhibit")


@given(data=st.data())
@settings(max_examples=30)
def test_a_file_with_a_turned_bit_or_another_name_does_not_open(data):
    sealed = sealed_file(CANARY * 3)
    at = data.draw(st.integers(0, len(sealed) - 1))
    turned = sealed[:at] + bytes([sealed[at] ^ (1 << data.draw(st.integers(0, 7)))]) + sealed[at + 1 :]
    for content, name in ((turned, "n"), (sealed, "m")):
        with pytest.raises(WontOpen):
            list(open_pieces(KEYS, io.BytesIO(content), name=name, kind="exhibit"))


def test_sealed_bytes_hold_nothing_of_what_they_seal():
    office = OfficeKeys.new()
    sealed = [seal(KEYS, CANARY, revision=1, kind="facts"), sealed_file(CANARY * 100), seal_for_office(office, CANARY, kind="name")]
    assert not any(word in content for content in sealed for word in CANARY.split())
    wrapped = office.wrap(KEYS)
    assert not any(part in wrapped or base64.b64encode(part) in wrapped for part in KEYS.parts.values())


def test_a_files_name_follows_its_content_within_a_matter_and_kind_only():
    def named(keys=KEYS, content=CANARY, kind="exhibit"):
        return name_of(keys, io.BytesIO(content), kind=kind)

    name, size = named()
    assert (name, size) == (named(KEYS.rotated())[0], len(CANARY))
    others = {named(content=CANARY + b".")[0], named(MatterKeys.new(KEYS.matter))[0], named(kind="paper")[0]}
    assert len(others | {name}) == 4


def test_a_file_of_no_matter_opens_for_its_office_and_kind_only():
    office, into = OfficeKeys.new(), io.BytesIO()
    seal_file_for_office(office, io.BytesIO(CANARY * 9), into, kind="database")
    assert CANARY not in into.getvalue()
    for keys, kind, content in (
        (OfficeKeys.new(), "database", into.getvalue()),
        (office, "law", into.getvalue()),
        (office, "database", into.getvalue()[:-1]),
    ):
        with pytest.raises(WontOpen):
            open_file_for_office(keys, io.BytesIO(content), io.BytesIO(), kind=kind)
    again = io.BytesIO()
    open_file_for_office(office.rotated(), io.BytesIO(into.getvalue()), again, kind="database")
    assert again.getvalue() == CANARY * 9


def test_a_matters_keys_are_wrapped_for_that_matter_and_office():
    office = OfficeKeys.new()
    wrapped = office.wrap(KEYS)
    assert office.unwrap(KEYS.matter, wrapped).parts == KEYS.parts
    for keys, matter in ((OfficeKeys.new(), KEYS.matter), (office, uuid.UUID(int=8))):
        with pytest.raises(WontOpen):
            keys.unwrap(matter, wrapped)


def test_keys_are_exchanged_and_old_content_still_opens():
    office = OfficeKeys.new()
    before, wrapped = seal(KEYS, CANARY, revision=1, kind="facts"), office.wrap(KEYS)
    file = sealed_file(CANARY)
    newer_office, newer = office.rotated(), KEYS.rotated()
    assert newer_office.unwrap(KEYS.matter, wrapped).parts == KEYS.parts
    assert unseal(newer, before, revision=1, kind="facts") == CANARY
    assert open_file(newer, io.BytesIO(file), name="n", kind="exhibit") == CANARY
    after = seal(newer, CANARY, revision=1, kind="facts")
    with pytest.raises(WontOpen):  # what the new key seals, the old does not open
        unseal(KEYS, after, revision=1, kind="facts")
    with pytest.raises(WontOpen):
        office.unwrap(KEYS.matter, newer_office.wrap(KEYS))


def test_an_offices_keys_open_with_passphrase_or_key_file(tmp_path):
    keys, path = OfficeKeys.new(), tmp_path / "office.keys"
    passphrase = Passphrase("una frase larga de prueba")
    write_keys(path, keys, passphrase, SECRET)
    assert path.stat().st_mode & 0o077 == 0
    assert kinds_of_keys(path) == ["key-file", "passphrase"]
    sealed = seal_for_office(keys, CANARY, kind="name")
    for secret in (passphrase, SECRET):
        again = read_keys(path, secret)
        assert again.office == keys.office
        assert unseal_for_office(again, sealed, kind="name") == CANARY
    for secret in (Passphrase("una frase larga de Prueba"), FileKey(b"j" * 32)):
        with pytest.raises(WrongKey, match="do not open with this"):
            read_keys(path, secret)
    write_keys(path, keys, SECRET)  # the passphrase is taken away
    with pytest.raises(WrongKey, match="open with: key-file"):
        read_keys(path, passphrase)
    assert [each.name for each in tmp_path.iterdir()] == ["office.keys"]


def test_a_file_of_keys_that_asks_for_absurd_work_or_names_another_office_is_refused(tmp_path):
    path = tmp_path / "office.keys"
    write_keys(path, OfficeKeys.new(), Passphrase("una frase larga de prueba"), SECRET)
    file = json.loads(path.read_bytes())
    file["slots"][0]["memory_kib"] = 2**40
    with pytest.raises(WrongKey):
        open_keys(json.dumps(file).encode(), Passphrase("una frase larga de prueba"), "keys")
    with pytest.raises(WrongKey):
        open_keys(json.dumps(file | {"office": str(uuid.uuid4())}).encode(), SECRET, "keys")


@given(
    content=st.one_of(st.binary(max_size=60), st.recursive(st.none() | st.text(max_size=9), st.lists).map(lambda v: json.dumps(v).encode()))
)
@settings(max_examples=30)
def test_what_is_no_file_of_keys_is_said(content):
    with pytest.raises(BadInput, match="is not a file of an office's keys"):
        open_keys(content, SECRET, "keys")


def test_a_key_file_is_made_once_for_its_owner_alone(tmp_path):
    path = tmp_path / "apart" / "office.key"
    made = new_key_file(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert read_key_file(path) == made
    with pytest.raises(BadInput, match="never written over"):
        new_key_file(path)
    path.chmod(0o640)
    with pytest.raises(BadInput, match="chmod 600"):
        read_key_file(path)
    path.chmod(0o600)
    path.write_text("not a key")
    with pytest.raises(BadInput, match="is not a key file"):
        read_key_file(path)
    with pytest.raises(BadInput, match="not there"):
        read_key_file(tmp_path / "none")


def test_a_passphrase_is_long_and_read_from_the_first_line(tmp_path):
    path = tmp_path / "words"
    path.write_text("cuatro palabras bien largas\nnot this\n", encoding="utf-8")
    assert read_passphrase(path) == check_passphrase("cuatro palabras bien largas")
    path.write_text("\n")
    with pytest.raises(BadInput, match="first line is empty"):
        read_passphrase(path)
    with pytest.raises(BadInput, match="at least 12"):
        check_passphrase("short")


def test_secrets_and_keys_do_not_print_themselves():
    office = OfficeKeys.new()
    printed = repr([Passphrase("cuatro palabras"), SECRET, office, KEYS])
    assert "cuatro" not in printed
    assert "kkk" not in printed
