"""Runs a handler as Lambda's Python client does: payloads, log events and errors are worded alike."""

import decimal
import importlib
import json
import logging
import os
import re
import sys
import time
import traceback

import world

LIBRARY = "/lib/python314.zip/"
NO_BREAK_SPACE = "\u00a0"
# From this minor version on answers are not escaped to ASCII.
FIRST_UNESCAPED_MINOR = 12
UNHANDLED = (
    "LAMBDA_WARNING: Unhandled exception. The most likely cause is an issue in the function code. "
    "However, in rare cases, a Lambda runtime update can cause unexpected function behavior. "
    "For functions using managed runtimes, runtime updates can be triggered by a function change, "
    "or can be applied automatically. To determine if the runtime has been updated, check the "
    "runtime version in the INIT_START log entry. If this error correlates with a change in the "
    "runtime version, you may be able to mitigate this error by temporarily rolling back to the "
    "previous runtime version. For more information, see "
    "https://docs.aws.amazon.com/lambda/latest/dg/runtimes-update.html\r"
)

_handler = None
_request_id = None
_minor = 14


class Fault(Exception):
    """An error that the client names itself."""

    def __init__(self, kind, message, trace=None):
        super().__init__(message)
        self.kind = "Runtime." + kind
        self.trace = trace or []


class Ended(BaseException):
    """The environment is over: nothing that the handler still does counts."""


class Output:
    """Standard output: each line is an event."""

    encoding = "utf-8"
    errors = "strict"

    def __init__(self):
        self.rest = ""

    def write(self, text):
        *lines, self.rest = (self.rest + text).split("\n")
        for line in lines:
            world.log(line + "\n")
        return len(text)

    def writelines(self, texts):
        for text in texts:
            self.write(text)

    def flush(self):
        pass

    def finish(self):
        if self.rest:
            world.log(self.rest)
        self.rest = ""

    def isatty(self):
        return False

    def fileno(self):
        return 1

    writable = lambda self: True
    closed = False


class Handler(logging.Handler):
    """One event for each record."""

    def emit(self, record):
        record.aws_request_id = _request_id or ""
        world.log(self.format(record))


class JsonFormatter(logging.Formatter):
    KNOWN = set(logging.LogRecord("", 0, "", 0, "", None, None).__dict__) | {
        "aws_request_id",
        "message",
        "asctime",
    }

    def format(self, record):
        moment = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created))
        kind, error, trace = record.exc_info or (None, None, None)
        line = {
            "timestamp": f"{moment}.{int(record.msecs):03d}Z",
            "level": record.levelname,
            "message": record.getMessage(),
            "logger": record.name,
            "stackTrace": traceback.format_tb(trace) if trace else None,
            "errorType": kind.__name__ if kind else None,
            "errorMessage": str(error) if error else None,
            "requestId": record.aws_request_id,
            "location": f"{record.pathname}:{record.funcName}:{record.lineno}" if trace else None,
        }
        line.update({k: v for k, v in record.__dict__.items() if k not in self.KNOWN})
        kept = {key: value for key, value in line.items() if value is not None}
        return json.dumps(kept, ensure_ascii=False, default=str) + "\n"


def is_json():
    return os.environ.get("AWS_LAMBDA_LOG_FORMAT", "").upper() == "JSON"


def set_up_logging():
    logging.Formatter.converter = time.gmtime
    handler = Handler()
    text = "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s\n"
    handler.setFormatter(
        JsonFormatter() if is_json() else logging.Formatter(text, "%Y-%m-%dT%H:%M:%S")
    )
    root = logging.getLogger()
    root.addHandler(handler)
    level = {"TRACE": "DEBUG"}.get(*[os.environ.get("AWS_LAMBDA_LOG_LEVEL", "").upper()] * 2)
    if level in logging.getLevelNamesMapping():
        root.setLevel(level)


def log_error(payload):
    """The error as one event, its frames indented so that viewers keep them together."""
    if is_json():
        stamp = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime())
        world.log(json.dumps({"timestamp": stamp, "level": "ERROR", **payload}))
        return
    kind, message = payload["errorType"], payload["errorMessage"]
    head = "[ERROR]" + (f" {kind}" if kind else "")
    if message:
        head += (":" if kind else "") + f" {message}"
    lines = [head, "Traceback (most recent call last):"]
    for entry in payload["stackTrace"]:
        for line in entry.splitlines() or [""]:
            bare = line.lstrip(" ")
            lines.append(NO_BREAK_SPACE * (len(line) - len(bare)) + bare)
    world.log("\n".join(lines))


def frames(trace):
    """Traceback entries from the function's first frame on, with the paths they have on Lambda."""
    found = [(f.filename, f.lineno, f.name, f.line) for f in traceback.extract_tb(trace)]
    while len(found) > 1 and found[0][0].endswith("/bootstrap.py"):
        found.pop(0)
    library = f"/var/lang/lib/python3.{_minor}/"
    texts = traceback.format_list([(f[0].replace(LIBRARY, library), *f[1:]) for f in found])
    return texts


def payload_of(error, request_id):
    if isinstance(error, Fault):
        kind, trace = error.kind, error.trace
    else:
        kind, trace = type(error).__name__, frames(error.__traceback__)
    return {
        "errorMessage": str(error),
        "errorType": kind,
        "requestId": request_id or "",
        "stackTrace": trace,
    }


def find_handler(setting):
    try:
        module_name, name = setting.rsplit(".", 1)
    except ValueError as error:
        raise Fault("MalformedHandlerName", f"Bad handler '{setting}': {error}")
    try:
        if module_name.split(".")[0] in sys.builtin_module_names:
            raise Fault(
                "BuiltInModuleConflict",
                f"Cannot use built-in module {module_name} as a handler module",
            )
        module = importlib.import_module(module_name.replace("/", "."))
    except ImportError as error:
        raise Fault("ImportModuleError", f"Unable to import module '{module_name}': {error}")
    except SyntaxError as error:
        trace = [f'  File "{error.filename}" Line {error.lineno}\n    {error.text}']
        raise Fault("UserCodeSyntaxError", f"Syntax error in module '{module_name}': {error}", trace)
    try:
        return getattr(module, name)
    except AttributeError:
        raise Fault("HandlerNotFound", f"Handler '{name}' missing on module '{module_name}'")


class Encoder(json.JSONEncoder):
    """Decimals become the numbers they read as, which floats could not."""

    MARK = "\u0000decimal:"
    FOUND = re.compile(r'"\\u0000decimal:([^"]*)"|"\0decimal:([^"]*)"')

    def default(self, value):
        if isinstance(value, decimal.Decimal):
            return float("nan") if value.is_nan() else self.MARK + str(value)
        return super().default(value)

    def encode(self, value):
        text = super().encode(value)
        return self.FOUND.sub(lambda m: m.group(1) or m.group(2), text) if "decimal:" in text else text


def marshal(value):
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    try:
        return Encoder(ensure_ascii=_minor < FIRST_UNESCAPED_MINOR).encode(value)
    except Exception as error:
        raise Fault("MarshalError", f"Unable to marshal response: {error}")


class Fields:
    def __init__(self, names, values):
        for name, key in names.items():
            setattr(self, name, (values or {}).get(key))


class LambdaContext:
    def __init__(self, given, deadline):
        self.aws_request_id = given["awsRequestId"]
        self.log_group_name = given["logGroupName"]
        self.log_stream_name = given["logStreamName"]
        self.function_name = given["functionName"]
        self.memory_limit_in_mb = given["memoryLimitInMb"]
        self.function_version = given["functionVersion"]
        self.invoked_function_arn = given["invokedFunctionArn"]
        client = given["clientContext"]
        self.client_context = client and Fields(
            {"custom": "custom", "env": "env", "client": "client"}, client
        )
        identity = {
            "cognito_identity_id": "cognitoIdentityId",
            "cognito_identity_pool_id": "cognitoIdentityPoolId",
        }
        self.identity = Fields(identity, given["identity"])
        self._epoch_deadline_time_in_ms = deadline

    def get_remaining_time_in_millis(self):
        return max(0, int(self._epoch_deadline_time_in_ms - world.now()))

    def log(self, message):
        sys.stdout.write(str(message))

    def __repr__(self):
        shown = [f"{k}={v}" for k, v in vars(self).items() if not k.startswith("_")]
        return f"LambdaContext([{','.join(shown)}])"


def ended(error):
    """How a process ends that is left by SystemExit."""
    code = error.code
    if isinstance(code, str):
        sys.stdout.write(code + "\n")
    status = 0 if code is None else code if isinstance(code, int) else 1
    return {"kind": "exit", "status": status & 255, "signal": None}


def failed(error, request_id, phase):
    if phase == "init":
        logging.warning(UNHANDLED)
    payload = payload_of(error, request_id)
    log_error(payload)
    return {"kind": "error", "payload": Encoder().encode(payload), "phase": phase}


# Lambda ends a process that needs more memory than its function has.
KILLED = {"kind": "exit", "status": 1, "signal": "killed"}


def start(environment, runtime):
    """Once, before anything of the function runs."""
    global _minor
    _minor = int(runtime.rpartition(".")[2]) if runtime.startswith("python3.") else _minor
    os.environ.clear()
    os.environ.update(json.loads(environment))
    sys.stdout = sys.stderr = Output()
    sys.path[:0] = ["/var/task", "/var/runtime", "/opt/python", "/opt"]
    os.chdir("/var/task")
    set_up_logging()


def load(setting):
    """INIT. Gives null, or how it failed, as JSON."""
    global _handler
    try:
        _handler = find_handler(setting)
        return "null"
    except Ended:
        return "null"
    except MemoryError:
        return json.dumps(KILLED)
    except Exception as error:
        return json.dumps(failed(error, None, "init"))
    except SystemExit as error:
        return json.dumps(ended(error))
    finally:
        sys.stdout.finish()


def run(event, context, deadline):
    """INVOKE. Gives a result as JSON."""
    global _request_id
    given = json.loads(context)
    _request_id = given["awsRequestId"]
    os.environ["_X_AMZN_TRACE_ID"] = given["traceId"]
    try:
        value = _handler(json.loads(event), LambdaContext(given, deadline))
        return json.dumps({"kind": "value", "payload": marshal(value)})
    except Ended:
        return json.dumps({"kind": "timeout"})
    except MemoryError:
        return json.dumps(KILLED)
    except Exception as error:
        return json.dumps(failed(error, _request_id, "invoke"))
    except SystemExit as error:
        return json.dumps(ended(error))
    finally:
        if isinstance(sys.stdout, Output):
            sys.stdout.finish()
