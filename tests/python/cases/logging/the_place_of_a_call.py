import logging
import sys


class Places(logging.Handler):
    def emit(self, record):
        print(record.lineno, record.funcName, record.module, record.filename, record.levelname)


log = logging.getLogger("places")
log.addHandler(Places())
log.propagate = False
log.setLevel(logging.DEBUG)
log.info("top")


def function():
    log.warning("in a function")
    inner()


def inner():
    log.error("in another")
    log.error("one up", stacklevel=2)


function()


class Thing:
    def method(self):
        log.debug("in a method")


Thing().method()
logging.getLogger().addHandler(Places())
logging.warning("through the module")
