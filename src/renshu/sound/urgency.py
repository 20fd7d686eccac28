"""Asks the system to let a thread that sounds run before all others, where it may be asked."""

import os
import threading

_NICE = -11
"""What sound servers ask for where real time is not allowed."""


def hurry() -> str:
    """Let the calling thread come before others: in real time if that is allowed, or else sooner.

    Systems allow it to members of an audio group, to services such as rtkit, or to nobody; all of
    this is ordinary.

    Returns:
        `real time`, `nice`, or `as usual`.
    """
    return _in_real_time() or _nicely() or "as usual"


def _in_real_time() -> str:
    if not hasattr(os, "sched_setscheduler"):
        return ""
    priority = os.sched_get_priority_min(os.SCHED_FIFO) + 4
    # Children must not inherit it: renshu starts workers that take seconds.
    policy = os.SCHED_FIFO | os.SCHED_RESET_ON_FORK
    try:
        os.sched_setscheduler(0, policy, os.sched_param(priority))
    except OSError:
        return ""
    return "real time"


def _nicely() -> str:
    if not hasattr(os, "setpriority"):
        return ""
    try:
        # On Linux a thread has a niceness of its own; elsewhere this is refused or means nothing.
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)
    except OSError:
        return ""
    return "nice"
