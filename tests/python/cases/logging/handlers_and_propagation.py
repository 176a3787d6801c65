import io
import logging
import sys


class Collect(logging.Handler):
    def __init__(self, level=logging.NOTSET):
        super().__init__(level)
        self.texts = []

    def emit(self, record):
        self.texts.append(self.format(record))


root, app, core = logging.getLogger(), logging.getLogger("app"), logging.getLogger("app.core")
handlers = [Collect(), Collect(logging.ERROR), Collect()]
for log, handler in zip((root, app, core), handlers):
    handler.setFormatter(logging.Formatter("%(name)s/%(levelname)s/%(message)s"))
    log.addHandler(handler)
    log.addHandler(handler)
print([len(log.handlers) for log in (root, app, core)], core.hasHandlers())
core.info("not enabled")
core.warning("one %s %d", "text", 2)
core.error("two")
app.setLevel(logging.DEBUG)
core.debug("three")
app.propagate = False
core.critical("four")
root.info("five")
for handler in handlers:
    print(handler, handler.texts)
core.removeHandler(handlers[2])
print(core.handlers, handlers[0].level)
out = io.StringIO()
stream = logging.StreamHandler(out)
stream.setFormatter(logging.Formatter("%(message)s"))
stream.terminator = "|"
core.addHandler(stream)
core.warning("streamed")
core.warning("again")
print(repr(out.getvalue()), stream.stream is out)
to_output = logging.StreamHandler(sys.stdout)
core.addHandler(to_output)
core.warning("to the output")
print(to_output.setStream(out) is sys.stdout, to_output)
core.disabled = True
core.error("never")
print(out.getvalue().count("never"))
logging.getLogger("quiet").addHandler(logging.NullHandler())
print(logging.getLogger("quiet").handlers)
