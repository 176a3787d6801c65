import io
import sys
import traceback


def level(n):
    if n == 0:
        raise LookupError("at the bottom")
    level(n - 1)


out = io.StringIO()
try:
    level(2)
except LookupError as error:
    traceback.print_exception(error, file=out)
    lines = out.getvalue().splitlines()
    print(lines[0], "|", lines[-1])
    print([line.split(", in ")[1] for line in lines if ", in " in line])
    for limit in (1, 2, 0, -1):
        text = "".join(traceback.format_exception(error, limit=limit))
        print(limit, [line.split(", in ")[1] for line in text.splitlines() if ", in " in line])
    numbers = [line for frame, line in traceback.walk_tb(error.__traceback__)]
    print(numbers, [summary.lineno for summary in traceback.extract_tb(error.__traceback__)])
    old, sys.stderr = sys.stderr, io.StringIO()
    traceback.print_exc()
    text, sys.stderr = sys.stderr.getvalue(), old
    print(text == out.getvalue())
    summary = traceback.extract_tb(error.__traceback__)[-1]
    print(summary.name, summary.lineno, tuple(summary)[1:3], list(summary)[2])
print(traceback.format_exc())
