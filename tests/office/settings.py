"""The office's own settings, for an office in a passing folder whose keys are open."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from forbear.office.place import stand_in
from forbear.vault.keys import OfficeKeys, new_key_file, write_keys

_folder = Path(tempfile.mkdtemp(prefix="forbear-office-"))
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
_place = stand_in(_folder / "office")
_place.make_folder()
_place.static.mkdir()
_key = _folder / "office.key"
write_keys(_place.keys_file, OfficeKeys.new(), new_key_file(_key))
_place.write_settings(name="Immigrant Defense of the Plains", key_file=str(_key), database=os.environ.get("FORBEAR_TEST_DATABASE", ""))
_place.open()
os.environ["FORBEAR_TODAY"] = "2026-11-24"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the loop of the browser that looks at pages runs in the same thread

from forbear.office.settings import *  # noqa: E402, F403
from forbear.office.settings import DATABASES, STORAGES  # noqa: E402

if "sqlite" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["TEST"] = {"NAME": str(_folder / "test.sqlite3")}  # a file, as in an office: several connections, write-ahead log
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
