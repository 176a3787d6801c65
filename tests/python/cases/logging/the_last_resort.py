import logging
import sys

print("nothing of this is on standard output", flush=True)
logging.getLogger("a").warning("to standard error")
logging.getLogger("a").info("nowhere")
logging.warning("this configures")
print(len(logging.getLogger().handlers), logging.getLogger().handlers[0])
handler = logging.StreamHandler(sys.stdout)
logging.getLogger("b").addHandler(handler)
logging.getLogger("b").propagate = False
logging.raiseExceptions
logging.getLogger("b").error("good %s", 1)
logging.getLogger("b").error("bad %d", "text")
print("goes on")
print(logging.lastResort.level, isinstance(logging.getLogger("b"), logging.Logger), logging.getLoggerClass().__name__)
