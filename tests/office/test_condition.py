"""What `forbear doctor` and `check --deploy` find: each harm is named, and nothing is changed."""

import datetime as dt
import subprocess
import sys

import pytest
from django.utils import timezone

from forbear.office.audit.chain import append
from forbear.office.condition import house, machine
from forbear.office.place import Place, office_keys
from forbear.office.web.checks import ALWAYS, as_promised
from forbear.vault.keys import OfficeKeys, new_key_file, write_keys
from tests.office.apart import environment
from tests.office.building import a_matter, a_person

NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
CHECK = (
    "from forbear.office.starting import set_up; set_up(); from django.core.management import call_command; "
    "call_command('check', deploy=True, fail_level='WARNING')"
)
SHUT = (
    "import ctypes, resource; from forbear.office.memory import keep_in_memory; keep_in_memory(); "
    "print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"
)


@pytest.fixture
def place(tmp_path):
    """An office's folder with its key beside it, without a database."""
    made = Place(tmp_path / "office")
    made.make_folder()
    write_keys(made.keys_file, OfficeKeys.new(), new_key_file(made.default_key_file()))
    made.write_settings(name="Office", key_file=str(made.default_key_file()))
    return made


def run(code, home):
    return subprocess.run(
        [sys.executable, "-c", code], env=environment(FORBEAR_HOME=str(home)), capture_output=True, text=True, check=False
    )


def test_behind_tls_djangos_check_for_service_finds_nothing(place):
    place.write_settings(**place.settings | {"address": "https://office.example.org"})
    done = run(CHECK, place.home)
    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout


def test_an_address_without_tls_is_found(place):
    place.write_settings(**place.settings | {"address": "http://office.example.org"})
    done = run(CHECK, place.home)
    assert done.returncode == 1
    assert "forbear.E006" in done.stderr


@pytest.mark.parametrize("left_out", ALWAYS)
def test_settings_that_undo_a_promise_are_found(settings, left_out):
    assert as_promised(None) == []
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name != left_out]
    assert [each.id for each in as_promised(None)] == ["forbear.E001"]


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("DEBUG", True, "E003"),
        ("MFA_SUPPORTED_TYPES", ["recovery_codes"], "E002"),
        ("FILE_UPLOAD_HANDLERS", ["django.core.files.uploadhandler.TemporaryFileUploadHandler"], "E005"),
        ("ACCOUNT_RATE_LIMITS", {}, "E007"),
    ],
)
def test_each_setting_that_opens_a_door_is_found(settings, name, value, found):
    setattr(settings, name, value)
    assert [each.id for each in as_promised(None)] == [f"forbear.{found}"]


def test_a_server_keeps_its_memory_to_itself(tmp_path):
    assert run(SHUT, tmp_path).stdout.split() == ["(0,", "0)", "0"]


def test_a_folder_and_a_key_that_others_may_read_are_wrong(place):
    key = place.default_key_file()
    assert [house.folder(place).state, house.key_file(place).state] == ["ok", "ok"]
    place.home.chmod(0o750)
    key.chmod(0o640)
    assert [house.folder(place).state, house.key_file(place).state] == ["wrong", "wrong"]
    key.unlink()
    assert "put the key file back" in house.key_file(place).do
    inside = place.home / "inside.key"
    new_key_file(inside)
    place.write_settings(name="Office", key_file=str(inside))
    assert "lies with the data it opens" in house.key_file(place).said


@pytest.mark.django_db
def test_the_age_of_the_last_copy_is_read_from_the_log_and_a_copy_that_failed_is_none():
    assert house.last_copy(NOW).state == "look"
    a_matter(a_person())
    assert house.last_copy(NOW).state == "wrong"
    append(office_keys(), at=NOW - dt.timedelta(days=3), person="", action="backup", matters=(), outcome="done")
    append(office_keys(), at=NOW, person="", action="backup", matters=(), outcome="failed")
    assert house.last_copy(NOW).state == "look"
    assert house.last_copy(NOW + dt.timedelta(days=6)).state == "wrong"
    append(office_keys(), at=NOW, person="", action="backup", matters=(), outcome="done")
    assert house.last_copy(NOW + dt.timedelta(hours=30)).state == "ok"


@pytest.mark.django_db
def test_a_log_in_which_a_line_was_changed_is_wrong():
    from forbear.office.audit.models import Entry

    append(office_keys(), at=timezone.now(), person="", action="backup", matters=(), outcome="done")
    assert house._log().state == "ok"
    Entry.objects.update(outcome="failed")
    assert house._log().state == "wrong"


def test_swap_is_well_only_where_it_is_encrypted_or_in_memory(tmp_path):
    swaps, blocks = tmp_path / "swaps", tmp_path / "block"
    head = "Filename Type Size Used Priority\n"
    (blocks / "dm-7" / "dm").mkdir(parents=True)
    (blocks / "dm-7" / "dm" / "uuid").write_text("CRYPT-PLAIN-swap")
    for lines, state in (
        ("", "ok"),
        ("/dev/zram0 partition 9 0 5\n", "ok"),
        ("/dev/dm-7 partition 9 0 5\n", "ok"),
        ("/swapfile file 9 0 5\n", "look"),
    ):
        swaps.write_text(head + lines)
        assert machine.swap(swaps, blocks).state == state


def test_a_library_at_another_version_than_the_locked_one_is_named(tmp_path):
    lock = tmp_path / "requirements.lock"
    lock.write_text("msgspec==0.0.1 \\\n    --hash=sha256:00\npywin32==312 ; sys_platform == 'win32' \\\n    --hash=sha256:00\n")
    assert machine.locked(lock) == {"msgspec": {"0.0.1"}, "pywin32": {"312"}}
    found = machine.libraries(lock)
    assert found.state == "look"
    assert "msgspec 0." in found.said
    assert machine.libraries(tmp_path / "none").state in ("ok", "look")


def test_old_law_is_said():
    assert machine.law(dt.date(2026, 10, 2)).state in ("ok", "look")
    assert machine.law(dt.date(2028, 1, 1)).state == "wrong"


def test_dumps_that_are_handed_to_a_program_are_found(tmp_path):
    (tmp_path / "core_pattern").write_text("|/usr/lib/systemd/systemd-coredump %P\n")
    assert machine.core_dumps(tmp_path / "core_pattern").state == "look"
