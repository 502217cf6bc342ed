"""Runs one sample in a scope of its own, with stand-ins for the modules it imports."""

import asyncio
import contextlib
import io
import json
import os
import sys
import types


class Context:
    aws_request_id = "request-1"
    function_name = "sample"
    function_version = "$LATEST"
    memory_limit_in_mb = "128"
    invoked_function_arn = "arn:aws:lambda:us-east-1:123456789012:function:sample"

    def get_remaining_time_in_millis(self):
        return 3000


def stand_in(name, source):
    """Makes a module of source text, and its packages with it."""
    parts = name.split(".")
    for length in range(1, len(parts) + 1):
        path = ".".join(parts[:length])
        if path not in sys.modules:
            module = types.ModuleType(path)
            module.__path__ = []
            sys.modules[path] = module
            if length > 1:
                setattr(sys.modules[".".join(parts[: length - 1])], parts[length - 1], module)
    exec(source, sys.modules[name].__dict__)


def failure(error):
    return type(error).__name__ + ": " + str(error)


async def drive(code, handler, calls, env, modules):
    outcomes = []
    out = io.StringIO()
    lines = lambda: out.getvalue().splitlines()
    before = set(sys.modules)
    environment = dict(os.environ)
    scope = {"__name__": "sample"}
    try:
        os.environ.update(json.loads(env))
        for name, source in json.loads(modules).items():
            stand_in(name, source)
        with contextlib.redirect_stdout(out):
            exec(compile(code, "sample.py", "exec"), scope)
        if not handler:
            outcomes.append({"stdout": lines()})
        for call in json.loads(calls) if handler else []:
            out.seek(0)
            out.truncate()
            context = Context()
            for key, value in (call.get("context") or {}).items():
                setattr(context, key, value)
            try:
                with contextlib.redirect_stdout(out):
                    value = scope[handler](call.get("event"), context)
                    if asyncio.iscoroutine(value):
                        value = await value
                # What cannot be JSON fails here, as it does in Lambda.
                outcomes.append({"value": json.loads(json.dumps(value)), "stdout": lines()})
            except BaseException as error:
                outcomes.append({"error": failure(error), "stdout": lines()})
    except BaseException as error:
        outcomes.append({"error": failure(error), "loaded": False, "stdout": lines()})
    finally:
        os.environ.clear()
        os.environ.update(environment)
        # Stand-ins go, and modules of the library start afresh for the next sample only if we made them.
        for path in set(sys.modules) - before:
            if getattr(sys.modules[path], "__spec__", None) is None:
                del sys.modules[path]
    return json.dumps(outcomes)
