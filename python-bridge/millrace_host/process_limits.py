"""What the operating system does for an interpreter: ends it with its parent, limits its memory."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

MEGABYTE = 1024 * 1024
PR_SET_PDEATHSIG = 1


def end_with_parent() -> None:
    """On Linux no more than a second after the parent's end, whatever Python is doing then.

    The thread that listens for requests hears of that end, too, and ends all processes of the group;
    but it can't while a C function keeps the interpreter's lock. So the kernel sends SIGHUP, which is
    number 1, and its handler is the C library's `alarm`, which takes a number of seconds.
    """
    if sys.platform != "linux":
        return
    try:
        library = ctypes.CDLL(None, use_errno=True)
        alarm = ctypes.cast(library.alarm, ctypes.c_void_p)
        library.signal.argtypes = [ctypes.c_int, ctypes.c_void_p]
        library.signal.restype = ctypes.c_void_p
        library.signal(int(signal.SIGHUP), alarm)
        library.prctl(PR_SET_PDEATHSIG, ctypes.c_ulong(int(signal.SIGHUP)), 0, 0, 0)
    except (AttributeError, OSError, ctypes.ArgumentError):
        return  # a C library without them; the end of the requests is all there is


def limit_memory(megabytes: str) -> None:
    """Beyond it Python raises MemoryError; nothing where the platform has no such limit."""
    if not megabytes:
        return
    try:
        import resource
    except ImportError:
        return  # Windows
    # Address space, for that alone is counted on every Unix and in every container.
    size = int(megabytes) * MEGABYTE
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    if most != resource.RLIM_INFINITY:
        size = min(size, most)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (size, most))
    except (ValueError, OSError) as error:
        os.write(2, f"memoryLimitMb: this platform sets no limit: {error}\n".encode())


def memory_in_use() -> int:
    """Bytes of memory that the process has; on a platform that doesn't say, the most it ever had."""
    try:
        with open("/proc/self/statm", "rb") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        pass
    try:
        import resource
    except ImportError:
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024
