import logging
import sys

log = logging.getLogger("app")
handler = logging.StreamHandler(sys.stdout)
handler.setFormatter(logging.Formatter("%(name)s %(levelname)s %(message)s user=%(user)s", defaults={"user": "-"}))
log.addHandler(handler)
log.setLevel(logging.DEBUG)
log.propagate = False
log.info("plain")
log.info("with extra", extra={"user": "ann"})
for key in ("message", "name", "args"):
    try:
        log.info("x", extra={key: 1})
    except KeyError as error:
        print("KeyError", error)


class NoSecrets(logging.Filter):
    def filter(self, record):
        if "secret" in record.getMessage():
            return False
        record.user = "filter"
        return True


log.addFilter(NoSecrets())
log.warning("a secret")
log.warning("no %s", "matter")
log.filters.clear()
handler.addFilter(logging.Filter("app.core"))
log.info("filtered out by name")
logging.getLogger("app.core").info("passes")
logging.getLogger("app.corex").info("does not pass")
handler.filters.clear()
handler.addFilter(lambda record: record.levelno > logging.INFO)
log.info("too low")
log.error("high enough")
handler.filters.clear()
adapter = logging.LoggerAdapter(log, {"user": "adapted"})
adapter.info("hello %s", "there")
print(adapter, adapter.isEnabledFor(10))
log.log(25, "own level")
log.log(logging.WARNING, "%s and %s", 1, [2])
log.info("%(a)s-%(b)s", {"a": 1, "b": 2})
try:
    log.log("INFO", "x")
except TypeError as error:
    print(error)
log.warn("old name") if False else log.warning("new name")
