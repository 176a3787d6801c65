import logging
import sys

print(logging.DEBUG, logging.INFO, logging.WARNING, logging.ERROR, logging.CRITICAL, logging.NOTSET, logging.WARN, logging.FATAL)
print(logging.getLevelName(10), logging.getLevelName("ERROR"), logging.getLevelName(15), logging.getLevelName("x"))
logging.addLevelName(15, "VERBOSE")
print(logging.getLevelName(15), logging.getLevelName("VERBOSE"))
log = logging.getLogger("a.b")
print(log, log.name, log.level, log.getEffectiveLevel(), log.parent, log.propagate, log.handlers, log.disabled)
log.setLevel("DEBUG")
print(log, log.isEnabledFor(10), log.isEnabledFor(5), logging.getLogger("a.b") is log)
parent = logging.getLogger("a")
print(log.parent is parent, parent.parent is logging.getLogger(), log.getChild("c").name, logging.root is logging.getLogger("root"))
for level in ("NOPE", 1.5, None):
    try:
        log.setLevel(level)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
try:
    logging.getLogger(3)
except TypeError as error:
    print(error)
print(logging.getLogger(), logging.getLogger("x.y.z").getEffectiveLevel(), sorted(logging.getLevelNamesMapping())[:3])
logging.disable(logging.ERROR)
print(log.isEnabledFor(logging.ERROR), log.isEnabledFor(logging.CRITICAL))
logging.disable(logging.NOTSET)
print(log.isEnabledFor(logging.ERROR))
