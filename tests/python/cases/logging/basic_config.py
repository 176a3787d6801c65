import logging
import sys


def attempt(**options):
    try:
        logging.basicConfig(**options)
    except Exception as error:
        print(type(error).__name__, error)


attempt(nonsense=1)
logging.getLogger().handlers.clear()
attempt(stream=sys.stdout, filename="x")
attempt(stream=sys.stdout, handlers=[])
attempt(style="?")
logging.getLogger().handlers.clear()
logging.basicConfig(stream=sys.stdout, level=logging.INFO)
logging.info("default format")
logging.debug("not shown")
logging.getLogger("child.of").warning("from a child")
logging.basicConfig(stream=sys.stdout, format="ignored")
logging.error("still the default %d", 1)
logging.basicConfig(stream=sys.stdout, format="%(levelname)s - %(message)s", level="DEBUG", force=True)
logging.debug("forced")
logging.basicConfig(stream=sys.stdout, format="{name}: {message}", style="{", force=True)
logging.critical("braces")
logging.log(15, "number")
handler = logging.StreamHandler(sys.stdout)
logging.basicConfig(handlers=[handler], force=True)
logging.warning("given handler")
print(handler.formatter._fmt, logging.getLogger().handlers == [handler], logging.BASIC_FORMAT)
