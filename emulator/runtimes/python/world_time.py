"""Time, chance and ways out, as the world has them."""

import asyncio
import logging
import os
import random
import time

import bootstrap
import world


# The loop that runs in a page all the time.
page_loop = asyncio.events._get_running_loop()


def _go_on():
    """Nothing that is done after the end counts."""
    if world.isOver():
        raise bootstrap.Ended()


def sleep(seconds):
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    world.sleep(seconds * 1000)
    _go_on()


def urandom(size):
    return bytes(world.randomBytes(size).to_py())


def leave(status=0):
    world.exit(int(status))
    raise bootstrap.Ended()


class _Selector:
    """Nothing to select from: to wait is to let the world's time pass."""

    def select(self, timeout=None):
        if timeout is None:
            world.stall()
            _go_on()
        elif timeout > 0:
            sleep(timeout)
        return []

    def close(self):
        pass


class WorldLoop(asyncio.BaseEventLoop):
    """An event loop on the world's clock, so that `asyncio.run` works in a handler."""

    def __init__(self):
        super().__init__()
        self._selector = _Selector()
        # The clock tells whole milliseconds: what is due within half of one is due.
        self._clock_resolution = 0.0005

    def _process_events(self, events):
        pass

    def _write_to_self(self):
        pass

    def time(self):
        return world.elapsed() / 1000


class _Policy(asyncio.events._AbstractEventLoopPolicy):
    def __init__(self):
        self._loop = None

    def get_event_loop(self):
        if self._loop is None:
            raise RuntimeError("There is no current event loop in thread 'MainThread'.")
        return self._loop

    def set_event_loop(self, loop):
        self._loop = loop

    def new_event_loop(self):
        return WorldLoop()


def install(seed):
    time.sleep = sleep
    time.tzname = ("UTC", "UTC")
    os.urandom = urandom
    os._exit = leave
    random._urandom = urandom
    random.seed(seed)
    logging._startTime = world.now() * 1_000_000
    asyncio.events._set_event_loop_policy(_Policy())
    # A handler starts with no loop running.
    asyncio.events._set_running_loop(None)
