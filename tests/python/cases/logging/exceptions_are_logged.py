import logging
import sys

logging.basicConfig(stream=sys.stdout, format="%(levelname)s %(message)s")


class Short(logging.Formatter):
    def formatException(self, exc_info):
        return f"<{exc_info[0].__name__}: {exc_info[1]}>"


logging.getLogger().handlers[0].setFormatter(Short("%(levelname)s %(message)s"))
try:
    1 // 0
except ZeroDivisionError:
    logging.exception("caught %s", "it")
    logging.error("with", exc_info=True)
    logging.error("without", exc_info=False)
try:
    {}["key"]
except KeyError as error:
    logging.warning("given", exc_info=error)
    logging.getLogger("x").exception("from a logger")
logging.error("explicit", exc_info=ValueError("v"))
logging.exception("no exc", exc_info=False)
text = logging.Formatter().formatException((ValueError, ValueError("plain"), None))
print(text)
try:
    raise RuntimeError("deep")
except RuntimeError as error:
    lines = logging.Formatter().formatException((type(error), error, error.__traceback__)).split("\n")
    print(lines[0], "|", lines[-1])
