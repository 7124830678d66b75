"""How are an office's keys exchanged while people work? What opens them, at once; the keys themselves, by new ones put before the old."""

from pathlib import Path

from forbear.office.matters.models import MatterKey
from forbear.office.place import Place
from forbear.office.turns import in_turn
from forbear.problem import BadInput, Problem
from forbear.vault.keys import Passphrase, Secret, check_passphrase, kinds_of_keys, new_key_file, write_keys


def exchange(place: Place, *, passphrase: Passphrase | None = None, key_file: Path | None = None) -> Path | None:
    """Lets the office open with a new passphrase, or a new key file that is made there, and with nothing else from now on.

    Nothing that the keys sealed is touched. A copy that was made before opens with what opened the office then. Says where the key file
    lies, if there is one. Raises BadInput.
    """
    keys = place.keys
    if passphrase is not None:
        secret: Secret = check_passphrase(passphrase.text)
    else:
        goal = (key_file or place.default_key_file()).absolute()
        if goal.is_relative_to(place.home):
            raise BadInput([Problem("key file", None, f"would lie in {place.home} with the data it opens; name a place apart from it")])
        secret, key_file = new_key_file(goal), goal
    settings = place.settings
    if key_file is not None:  # named first: a server that starts in between looks for the new one and is told so, and loses nothing
        place.write_settings(**settings | {"key_file": str(key_file)})
    write_keys(place.keys_file, keys, secret)
    if key_file is None:
        place.write_settings(**settings | {"key_file": ""})
    return key_file


def rotate(place: Place, secret: Secret) -> int:
    """Puts new keys before the old ones, the office's and each matter's, and says of how many matters.

    What was sealed stays as it is and opens as before; what is sealed from now on is sealed with the new keys. A server that is running
    finds the new keys when it meets the first matter that wants them. Raises BadInput where another secret opens the office too.
    """
    others = [kind for kind in kinds_of_keys(place.keys_file) if kind != secret.kind]
    if others:
        raise BadInput([Problem(str(place.keys_file), None, f"opens with {others[0]} too; exchange the key first, so that one is left")])
    old = place.open(secret)
    write_keys(place.keys_file, old.rotated(), secret)
    new = place.open(secret)
    matters = list(MatterKey.objects.values_list("pk", flat=True))
    for matter in matters:
        with in_turn():
            kept = MatterKey.objects.select_for_update().get(pk=matter)
            kept.wrapped = new.wrap(new.unwrap(matter, bytes(kept.wrapped)).rotated())
            kept.save(update_fields=["wrapped"])
    return len(matters)
