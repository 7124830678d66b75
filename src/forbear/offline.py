"""How does a program that reads a foreign file lose the network? Where Linux lets it, it moves into one of its own, in which nobody is.

Run as a program, before a command of others: `python -I -S offline.py tesseract …` cuts itself off and then becomes that command.
"""

import os
import sys

NEW_USER, NEW_NETWORK = 0x1000_0000, 0x4000_0000  # of Linux: linux/sched.h


def cut() -> bool:
    """Cuts this process and all that it starts off from every network; whether the system let it. Only before threads are begun."""
    if not sys.platform.startswith("linux"):
        return False
    import ctypes  # noqa: PLC0415 (not on every system)

    try:
        unshare = ctypes.CDLL(None, use_errno=True).unshare
    except (AttributeError, OSError):
        return False
    if unshare(NEW_NETWORK) == 0:  # as root
        return True
    user, group = os.getuid(), os.getgid()
    if unshare(NEW_USER | NEW_NETWORK) != 0:  # many systems let nobody else have users of their own
        return False
    for name, line in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
        with open(f"/proc/self/{name}", "w", encoding="ascii") as file:  # noqa: PTH123 (started without the library's paths)
            file.write(line)
    return True


if __name__ == "__main__":
    cut()
    os.execvp(sys.argv[1], sys.argv[1:])  # noqa: S606 (the caller's own command)
