# Runs the handler of one function for the process executor.
#
# The server writes requests to our standard input and reads answers from our standard output,
# each as a length (four bytes, little-endian) and that many bytes. Both are moved out of the way
# before any code of the function runs: its standard input is empty, and what it prints goes to
# standard error, which the server keeps as its log.
#
# First request: a JSON object with the configuration. Every further one: a JSON object with the
# invocation, then the event. Every answer: a JSON object, then the body.

import importlib
import json
import os
import signal
import struct
import sys
import time
import traceback

TASK_ROOT = "/var/task"


class Fault(Exception):
    """An error of the runtime, with the type that AWS gives it."""

    def __init__(self, error_type, message, stack=None):
        super().__init__(message)
        self.error_type = error_type
        self.stack = stack or []


class Channel:
    """Frames from and to the server."""

    def __init__(self):
        self.inbound = os.fdopen(os.dup(0), "rb")
        self.outbound = os.fdopen(os.dup(1), "wb")
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.close(nothing)
        os.dup2(2, 1)

    def receive(self):
        head = self.inbound.read(4)
        if len(head) < 4:
            # The server has closed the pipe or is gone.
            os._exit(0)
        (length,) = struct.unpack("<I", head)
        return self.inbound.read(length)

    def send(self, *frames):
        for frame in frames:
            self.outbound.write(struct.pack("<I", len(frame)))
            self.outbound.write(frame)
        self.outbound.flush()


class Attributes:
    """Values by name, with None for what is not there."""

    def __init__(self, values, names):
        for name in names:
            setattr(self, name, values.get(name))


class Context:
    """The second argument of a handler, as AWS documents it for Python."""

    def __init__(self, config, request):
        self.function_name = config["function_name"]
        self.function_version = config["function_version"]
        self.invoked_function_arn = config["invoked_function_arn"]
        self.memory_limit_in_mb = str(config["memory_limit_in_mb"])
        self.log_group_name = config["log_group_name"]
        self.log_stream_name = config["log_stream_name"]
        self.aws_request_id = request["request_id"]
        self.tenant_id = None
        self.identity = Attributes({}, ["cognito_identity_id", "cognito_identity_pool_id"])
        self.client_context = None
        context = request.get("client_context")
        if context is not None:
            self.client_context = Attributes(context, ["custom", "env", "client"])
            client = self.client_context.client
            if client is not None:
                names = ["installation_id", "app_title", "app_version_name"]
                names += ["app_version_code", "app_package_name"]
                self.client_context.client = Attributes(client, names)
        self._deadline_unix_ms = request["deadline_unix_ms"]

    def get_remaining_time_in_millis(self):
        return max(0, self._deadline_unix_ms - int(time.time() * 1000))

    def log(self, message):
        sys.stdout.write(str(message))


def encode_answer(value):
    """JSON as the AWS runtime for Python 3.12 and later writes it, as bytes."""
    if isinstance(value, bytes):
        return value
    numbers = {}

    def encode_other(item):
        # Decimals are written as numbers, which json cannot do: put a mark, then replace it.
        from decimal import Decimal

        if not isinstance(item, Decimal):
            raise TypeError(f"Object of type {type(item).__name__} is not JSON serializable")
        if item.is_nan():
            return float("nan")
        mark = f"decimal {len(numbers)} {os.urandom(8).hex()}"
        numbers[json.dumps(mark)] = str(item)
        return mark

    try:
        text = json.dumps(value, ensure_ascii=False, default=encode_other)
        for mark, number in numbers.items():
            text = text.replace(mark, number)
        return text.encode("utf-8")
    except Exception as error:
        raise Fault("Runtime.MarshalError", f"Unable to marshal response: {error}") from None


def load_handler(handler):
    """The function that a `module.function` text names."""
    module_name, dot, function_name = handler.rpartition(".")
    if not dot:
        message = f"Bad handler '{handler}': not enough values to unpack (expected 2, got 1)"
        raise Fault("Runtime.MalformedHandlerName", message)
    if module_name.split(".")[0] in sys.builtin_module_names:
        message = f"Cannot use built-in module {module_name} as a handler module"
        raise Fault("Runtime.BuiltInModuleConflict", message)
    try:
        module = importlib.import_module(module_name.replace("/", "."))
    except ImportError as error:
        message = f"Unable to import module '{module_name}': {error}"
        raise Fault("Runtime.ImportModuleError", message) from None
    except SyntaxError as error:
        shown = error.filename or ""
        if shown.startswith(os.getcwd()):
            shown = TASK_ROOT + shown[len(os.getcwd()) :]
        stack = [f'  File "{shown}" Line {error.lineno}\n    {error.text}']
        message = f"Syntax error in module '{module_name}': {error}"
        raise Fault("Runtime.UserCodeSyntaxError", message, stack) from None
    if not hasattr(module, function_name):
        message = f"Handler '{function_name}' missing on module '{module_name}'"
        raise Fault("Runtime.HandlerNotFound", message)
    return getattr(module, function_name)


def stack_of(error, directory):
    """The lines of a traceback, from the first frame of the function on."""
    frames = traceback.extract_tb(error.__traceback__)
    shown = []
    for frame in frames:
        name = frame.filename
        ours = name == "<string>" or name.startswith("<frozen importlib")
        if ours and not shown or name == importlib.__file__ and not shown:
            continue
        if name.startswith(directory):
            name = TASK_ROOT + name[len(directory) :]
        # Looked up before the file name changes: the line is read from the file.
        shown.append((name, frame.lineno, frame.name, frame.line))
    return traceback.format_list(shown)


def error_body(error_type, message, request_id, stack):
    lines = [f"[ERROR] {error_type}: {message}" if message else f"[ERROR] {error_type}"]
    lines.append("Traceback (most recent call last):")
    lines += [line for entry in stack for line in entry.splitlines()]
    print("\n".join(lines), flush=True)
    body = {
        "errorMessage": message,
        "errorType": error_type,
        "requestId": request_id,
        "stackTrace": stack,
    }
    return json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")


def limit_memory(megabytes):
    """Lets the process grow by this much over what the interpreter itself has taken."""
    try:
        import resource

        with open("/proc/self/statm") as statm:
            taken = int(statm.read().split()[0]) * resource.getpagesize()
        limit = taken + megabytes * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    except (ImportError, OSError, ValueError):
        print("this system cannot limit the memory of a process", file=sys.stderr)


def peak_memory_bytes():
    try:
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    except ImportError:
        return 0


def arm(deadline_unix_ms):
    """Has the system end the process a second after the deadline, should the server be gone."""
    if hasattr(signal, "setitimer"):
        left = deadline_unix_ms / 1000 - time.time() + 1
        signal.setitimer(signal.ITIMER_REAL, max(left, 0.001))


def disarm():
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, 0)


def set_up_logging():
    """Messages of the logging module in the format of AWS, from WARNING on."""
    import logging

    class RequestFilter(logging.Filter):
        request_id = ""

        def filter(self, record):
            record.aws_request_id = self.request_id
            return True

    handler = logging.StreamHandler(sys.stdout)
    shape = "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s"
    formatter = logging.Formatter(shape, "%Y-%m-%dT%H:%M:%S")
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    requests = RequestFilter()
    handler.addFilter(requests)
    logging.getLogger().addHandler(handler)
    return requests


def invoke(handler, fault, config, request, event):
    """Runs the handler once: whether it answered, and the body."""
    directory = os.getcwd()
    request_id = request["request_id"]
    try:
        if fault is not None:
            raise fault
        context = Context(config, request)
        try:
            value = json.loads(event)
        except Exception as error:
            message = f"Unable to unmarshal input: {error}"
            raise Fault("Runtime.UnmarshalError", message) from None
        return "ok", encode_answer(handler(value, context))
    except Fault as error:
        return "error", error_body(error.error_type, str(error), request_id, error.stack)
    except MemoryError:
        return "memory", b""
    except Exception as error:
        name = type(error).__name__
        return "error", error_body(name, str(error), request_id, stack_of(error, directory))


def main():
    channel = Channel()
    config = json.loads(channel.receive())
    directory = os.getcwd()
    sys.argv = [""]
    sys.path[:] = [directory] + [entry for entry in sys.path if entry not in ("", directory)]
    requests = set_up_logging()
    limit_memory(config["memory_limit_in_mb"])
    handler, fault, state = None, None, "ok"
    try:
        handler = load_handler(config["handler"])
    except Fault as error:
        fault = error
    except MemoryError:
        state = "memory"
    except Exception as error:
        fault = Fault(type(error).__name__, str(error), stack_of(error, directory))
    flush()
    channel.send(json.dumps({"state": state}).encode(), b"")
    while True:
        request = json.loads(channel.receive())
        event = channel.receive()
        requests.request_id = request["request_id"]
        arm(request["deadline_unix_ms"])
        started = time.perf_counter()
        state, body = invoke(handler, fault, config, request, event)
        duration_us = int((time.perf_counter() - started) * 1_000_000)
        disarm()
        flush()
        # The mark tells the server that the log of this invocation is complete.
        os.write(2, request["log_end"].encode())
        head = {"state": state, "duration_us": duration_us, "peak": peak_memory_bytes()}
        channel.send(json.dumps(head).encode(), body)


def flush():
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (AttributeError, OSError, ValueError):
            pass


main()
