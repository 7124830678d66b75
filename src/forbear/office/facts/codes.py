"""What stands for a fact or a question in an address? A code that only this office can read: an address tells nothing of the client."""

import uuid

from django.utils.crypto import salted_hmac

LETTERS = 16


def code(matter_id: uuid.UUID, name: str) -> str:
    """The code of a name within a matter."""
    return salted_hmac("forbear-address", f"{matter_id}|{name}").hexdigest()[:LETTERS]
