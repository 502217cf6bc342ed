"""The one way from a handler to a service."""

import asyncio
import json
import uuid

import bootstrap
import world
import world_time


def _wait(answer):
    """Where nothing can wait, Python is suspended; that needs the page's own event loop."""
    from pyodide.ffi import run_sync

    running = asyncio.events._get_running_loop()
    asyncio.events._set_running_loop(world_time.page_loop)
    try:
        # A promise by itself would be tied to a loop at once; inside something else it is not.
        return run_sync(answer.promise)
    finally:
        asyncio.events._set_running_loop(running)


def ask(service, action, given):
    """Waits for the answer; on the world's clock for as long as the service says it took."""
    answer = world.ask(json.dumps({"service": service, "action": action, "input": given}, default=str))
    if not isinstance(answer, str):
        answer = _wait(answer)
    if world.isOver():
        raise bootstrap.Ended()
    return json.loads(answer)


def request_id():
    return str(uuid.uuid4())
