"""What does a file hold? Its bytes, if it is a regular file of reasonable size; a pipe or a device is never opened."""

from pathlib import Path

from forbear.problem import BadInput, Problem

MOST_BYTES = 10_000_000


def read_bytes(path: Path, expected: str, holds: str, most: int = MOST_BYTES) -> bytes:
    """The content of a regular file of at most so many bytes. Raises BadInput saying what was expected, or what such a file holds."""
    name = path.name or str(path)
    try:
        if path.exists() and not path.is_file():
            raise BadInput([Problem(name, None, f"is not a regular file; {expected}")])
        with path.open("rb") as file:
            content = file.read(most + 1)
    except OSError as error:
        raise BadInput(
            [Problem(name, None, f"cannot be read ({(error.strerror or 'unknown error').lower()}); check the name and the folder")]
        ) from None
    if len(content) > most:
        raise BadInput([Problem(name, None, f"is larger than {most // 1_000_000} MB; {holds}")])
    return content
