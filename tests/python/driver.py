"""Run programs on CPython and report what they did.

Reads one JSON request from standard input and writes one JSON answer:
  {"scripts": [path, ...]}                                     -> one observation per path
  {"handler": path, "function": name, "events": [text, ...]}   -> one observation per event
  {"generate": [first seed, seeds]}                            -> one program text per seed
An observation has stdout, exception (type name and message, or null), result (the JSON of a
handler's answer, or null) and pins (what the handler did to pins, in order).
"""

import io
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def observe(action):
    """Run an action with its output captured and its exception recorded."""
    import device

    device.calls.clear()
    captured, exception, result = io.StringIO(), None, None
    stdout, sys.stdout = sys.stdout, captured
    try:
        result = action()
    except BaseException as error:
        exception = [type(error).__name__, message_of(error)]
    finally:
        sys.stdout = stdout
    return {
        "stdout": captured.getvalue(),
        "exception": exception,
        "result": result,
        "pins": [list(call) for call in device.calls],
    }


def message_of(error):
    """The text of an exception, without where in the interpreter the recursion was noticed."""
    text = str(error)
    if isinstance(error, RecursionError):
        return text.split(" while ")[0].split(" in ")[0]
    return text


def compiled(path):
    with open(path, encoding="utf-8") as file:
        return compile(file.read(), os.path.basename(path), "exec")


def run_script(path):
    def action():
        exec(compiled(path), {"__name__": "__main__"})

    return observe(action)


def run_handler(path, function, events):
    """Import the file once, then call the function with each event, as a warm instance does."""
    namespace = {"__name__": os.path.splitext(os.path.basename(path))[0]}
    loaded = observe(lambda: exec(compiled(path), namespace))
    if loaded["exception"]:
        return [loaded for _ in events]
    return [observe(lambda: call(namespace, function, event)) for event in events]


def call(namespace, function, event):
    # The Python 3.12 runtime of AWS Lambda writes answers without escaping non-ASCII characters.
    return json.dumps(namespace[function](json.loads(event), None), ensure_ascii=False)


def generate(first, count):
    from generate import Program

    return [Program(seed).write() for seed in range(first, first + count)]


def answer(request):
    if "scripts" in request:
        return [run_script(path) for path in request["scripts"]]
    if "generate" in request:
        return generate(*request["generate"])
    return run_handler(request["handler"], request["function"], request["events"])


if __name__ == "__main__":
    sys.path.insert(0, HERE)
    sys.dont_write_bytecode = True
    json.dump(answer(json.load(sys.stdin)), sys.stdout)
