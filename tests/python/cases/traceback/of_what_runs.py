import logging
import sys
import traceback


def names(stack, count=2):
    return [(entry.name, entry.lineno) for entry in stack][-count:]


def outer():
    return inner()


def inner():
    return names(traceback.extract_stack())


print(inner())
print(outer())


def generator():
    yield names(traceback.extract_stack())


print(next(generator()))


def limited(limit):
    return names(traceback.extract_stack(limit=limit))


print(limited(1), limited(2), limited(0))
print(len(traceback.format_stack()) == len(traceback.extract_stack()))


class Sink(logging.Handler):
    def emit(self, record):
        lines = record.stack_info.splitlines() if record.stack_info else []
        print(record.funcName, record.lineno, lines[:1], sum(line.startswith("  File") for line in lines) > 0)


log = logging.getLogger("stacks")
log.addHandler(Sink())


def report(level):
    log.warning("with", stack_info=True)
    log.warning("without")
    log.warning("from above", stacklevel=level, stack_info=True)


report(2)
