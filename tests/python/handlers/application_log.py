"""Logging with levels, a child logger, exceptions and a filter by the event."""

import logging
import sys

logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(levelname)s %(name)s: %(message)s", force=True)
log = logging.getLogger("app")
worker = log.getChild("worker")


def work(items):
    worker.info("got %d items", len(items))
    total = 0
    for n, item in enumerate(items):
        try:
            total += 100 / item
        except ZeroDivisionError:
            worker.warning("item %d is zero", n)
        except TypeError as error:
            worker.error("item %d: %s", n, error)
        else:
            worker.debug("item %d -> %.2f", n, total)
    return round(total, 3)


def handler(event, context):
    level = event.get("level", "INFO")
    worker.setLevel(getattr(logging, level))
    log.info("level %s is %d", level, worker.getEffectiveLevel())
    result = work(event["items"])
    if result > 100:
        log.critical("total %(total)s is too high", {"total": result})
    return {"total": result, "debug": worker.isEnabledFor(logging.DEBUG), "name": worker.name}
