"""Run programs on CPython and report what they did.

Reads one JSON request from standard input and writes one JSON answer:
  {"scripts": [[name, text], ...]}                 -> one observation per script
  {"handlers": [[path, function, [event, ...]]]}   -> a list of observations per handler
  {"random": [first seed, seeds]}                  -> [text, observation] per seed
  {"reductions": text, "from": index}              -> [text, observation] per smaller program
An observation has stdout and stderr, exception (type name and message, or null), exit (what the
process would end with), traceback (function and line of the program's own frames), result (the
JSON of a handler's answer, or null) and pins (what the handler did to pins, in order).

Every program but the random ones runs in a child of this process, so that none sees what another
one changed. What programs import is imported here once, so that a child starts with it.
"""

import gc
import io
import json
import os
import sys
import traceback
import warnings

HERE = os.path.dirname(os.path.abspath(__file__))
# Comprehensions have frames of their own in CPython 3.11 and none in 3.12.
INLINED = {"<listcomp>", "<dictcomp>", "<setcomp>"}
seconds = 60
# A random program takes milliseconds and kilobytes, but for one in ten thousands whose texts
# double in a loop.
RANDOM_SECONDS = 5
RANDOM_KB = 64 * 1024
PRELOADED = (
    "abc array base64 binascii bisect calendar collections collections.abc contextlib copy csv "
    "dataclasses datetime decimal enum fractions functools hashlib heapq hmac html io itertools "
    "json logging math numbers operator pprint random re statistics string struct textwrap time "
    "types typing unicodedata urllib.parse uuid warnings zlib"
)


class Captured(io.BytesIO):
    name = None

    def readable(self):
        return False


def captured(name, errors):
    """A stream like those of a process, whose bytes stay here."""
    raw = Captured()
    raw.name = name
    return io.TextIOWrapper(raw, encoding="utf-8", errors=errors, write_through=True)


def text_of(stream):
    stream.flush()
    return stream.buffer.getvalue().decode("utf-8", "backslashreplace")


STREAMS = captured("<stdout>", "strict"), captured("<stderr>", "backslashreplace")


def observe(action, name, at_exit=lambda: None):
    """Run an action, and what follows it, with the output captured and the exception recorded."""
    import device

    device.calls.clear()
    # A handler may keep the streams that it was loaded with, so all its calls have the same.
    out, err = STREAMS
    for stream in STREAMS:
        stream.flush()
        stream.buffer.seek(0)
        stream.buffer.truncate()
    seen = {"exception": None, "result": None, "exit": 0, "traceback": []}
    kept, (sys.stdout, sys.stderr) = (sys.stdout, sys.stderr), (out, err)
    sys.__stdout__, sys.__stderr__ = out, err
    try:
        seen["result"] = action()
    except BaseException as error:
        seen["exception"] = [type(error).__name__, sound(message_of(error))]
        seen["exit"] = exit_code(error)
        seen["traceback"] = own_frames(error, name)
    try:
        at_exit()
    finally:
        sys.stdout, sys.stderr = kept
    seen["stdout"], seen["stderr"] = text_of(out), unindented(text_of(err))
    seen["pins"] = [list(call) for call in device.calls]
    return seen


def sound(text):
    """A text that JSON can carry: lone surrogates are escaped."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def unindented(text):
    """Without the frames of tracebacks, which name files of the library."""
    return "".join(line for line in text.splitlines(True) if not line.startswith("  "))


def message_of(error):
    """The text of an exception, without where in the interpreter the recursion was noticed."""
    text = str(error)
    if isinstance(error, RecursionError):
        return text.split(" while ")[0].split(" in ")[0]
    return text


def exit_code(error):
    if not isinstance(error, SystemExit):
        return 1
    if error.code is None:
        return 0
    return error.code & 0xFF if isinstance(error.code, int) else 1


def own_frames(error, name):
    """Functions and lines of the frames of the program's file, outermost first."""
    if isinstance(error, RecursionError):
        return []
    frames = traceback.extract_tb(error.__traceback__)
    return [
        [frame.name, frame.lineno]
        for frame in frames
        if frame.filename == name and frame.name not in INLINED
    ]


def run_script(name, text):
    code = compile(text, name, "exec")
    sys.argv = [name]
    # Classes find their module by name; what pickles or inspects it sees the script's names.
    sys.modules["__main__"] = type(sys)("__main__")
    return observe(lambda: exec(code, sys.modules["__main__"].__dict__), name, drop_main)


def drop_main():
    """Let go of the script's names, as a process does at its end: generators are closed."""
    sys.modules["__main__"] = None
    gc.collect()


def run_handler(path, function, events):
    """Import the file once, then call the function with each event, as a warm instance does."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    name = os.path.basename(path)
    module = type(sys)(os.path.splitext(name)[0])
    sys.modules[module.__name__] = module
    loaded = observe(lambda: exec(compile(text, name, "exec"), module.__dict__), name)
    if loaded["exception"]:
        return [loaded for _ in events]
    function = getattr(module, function)
    return [observe(lambda: call(function, event), name) for event in events]


def call(function, event):
    # The Python 3.12 runtime of AWS Lambda writes answers without escaping non-ASCII characters.
    return json.dumps(function(json.loads(event), None), ensure_ascii=False)


def lost(reason):
    """The observation of a program that did not come to an end."""
    return {"stdout": "", "stderr": "", "exception": ["(lost)", reason]}


def apart(run, *arguments):
    """The answer of a function that is run in a child of this process."""
    readable, writable = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(readable)
        with open(writable, "w", encoding="utf-8", errors="surrogatepass") as file:
            answer_in_child(run, arguments, file)
        os._exit(0)
    os.close(writable)
    with open(readable, encoding="utf-8", errors="surrogatepass") as file:
        text = file.read()
    _, status = os.waitpid(child, 0)
    # A child that was killed may have written a part of its answer.
    return json.loads(text) if status == 0 and text else lost(f"the process ended with {status}")


def answer_in_child(run, arguments, file):
    import signal

    signal.alarm(seconds)
    os.environ.clear()
    with open(os.path.join(HERE, "environment.json"), encoding="utf-8") as environment:
        os.environ.update(json.load(environment))
    try:
        json.dump(run(*arguments), file)
    except BaseException as error:
        json.dump(lost(repr(error)), file)


class TooLong(BaseException):
    """A random program that goes on for too long to be compared."""


def give_up(_signal, _frame):
    raise TooLong


def random_programs(first, count):
    """All in this process: they change nothing but their own names, and a fork is slower."""
    import resource
    import signal

    from generate import Program

    def most_kb():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    gc.freeze()
    signal.signal(signal.SIGALRM, give_up)
    done = []
    for seed in range(first, first + count):
        text = Program(seed).write()
        before = most_kb()
        signal.alarm(RANDOM_SECONDS)
        seen = run_script(f"random_{seed}.py", text)
        signal.alarm(0)
        if most_kb() > before + RANDOM_KB:
            seen["exception"] = ["TooLarge", ""]
        done.append([text, seen])
    return done


def reductions(text, first):
    global seconds
    from reduce import smaller

    # A cut may well take away what ended a loop.
    seconds = 2

    def run(less):
        return apart(run_script, "reduced.py", less) if less else lost("no program")

    return [[less, run(less)] for less in smaller(text, first)]


def answer(request):
    if "scripts" in request:
        return [apart(run_script, name, text) for name, text in request["scripts"]]
    if "handlers" in request:
        return [apart(run_handler, *handler) for handler in request["handlers"]]
    if "random" in request:
        return random_programs(*request["random"])
    return reductions(request["reductions"], request["from"])


if __name__ == "__main__":
    sys.path.insert(0, HERE)
    sys.dont_write_bytecode = True
    warnings.simplefilter("ignore")
    # Errors while a generator is closed are told with its address.
    sys.unraisablehook = lambda _: None
    request = json.load(sys.stdin)
    if "random" not in request:
        for module in PRELOADED.split():
            __import__(module)
    # Whatever a program writes past sys.stdout must not end up in the answer.
    with os.fdopen(os.dup(1), "w") as answers:
        os.dup2(2, 1)
        json.dump(answer(request), answers)
