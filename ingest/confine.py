"""The child locks itself in before it touches a stranger's file: what is not needed is taken away for good."""

import contextlib
import ctypes
import os
import resource
import signal
import sys

PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS = 1, 38
CLONE_NEWNET, CLONE_NEWUSER = 0x40000000, 0x10000000


def confine(*, parent: int, address_space: int, seconds: int, written: int, files: int) -> None:
    die_with(parent)
    for what, most in (
        (resource.RLIMIT_AS, address_space),
        (resource.RLIMIT_FSIZE, written),
        (resource.RLIMIT_NOFILE, files),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    allow_seconds(seconds)
    cut_network()


def die_with(parent: int) -> None:
    """Whoever kills the parent kills the child; the question after it closes the gap in which the parent died first."""
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if os.getppid() != parent:
        sys.exit("The parent is gone.")


def allow_seconds(seconds: int) -> None:
    """From now on this many seconds of computing; asked again for each page, so that no page uses up another's."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime) + 1 + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def cut_network() -> None:
    """A network of its own with nothing in it, where the system lets us; reading needs none.

    As root that is one call. Others need a user namespace first, in which they keep their own number.
    """
    if sys.platform != "linux":
        return
    libc = ctypes.CDLL(None)
    user, group = os.getuid(), os.getgid()
    if user == 0:
        libc.unshare(CLONE_NEWNET)
    elif libc.unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0:
        with contextlib.suppress(OSError):
            write("/proc/self/setgroups", "deny")
            write("/proc/self/gid_map", f"{group} {group} 1")
            write("/proc/self/uid_map", f"{user} {user} 1")


def write(path: str, text: str) -> None:
    with open(path, "w") as file:  # noqa: PTH123 - these are doors of the kernel, not files
        file.write(text)
