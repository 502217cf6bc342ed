"""The one way from a handler to a service."""

import json
import uuid

import bootstrap
import world


def ask(service, action, given):
    """Waits for the answer; on the world's clock for as long as the service says it took."""
    answer = world.ask(json.dumps({"service": service, "action": action, "input": given}, default=str))
    if not isinstance(answer, str):
        from pyodide.ffi import run_sync

        answer = run_sync(answer)
    if world.isOver():
        raise bootstrap.Ended()
    return json.loads(answer)


def request_id():
    return str(uuid.uuid4())
