import logging
def show(fmt, **options):
    r = logging.makeLogRecord({"msg": "m", "levelname": "INFO", "name": "n", "levelno": 20, "lineno": 7})
    try:
        print(repr(fmt), repr(logging.Formatter(fmt, **options).format(r)))
    except Exception as e:
        print(repr(fmt), type(e).__name__, e)
for f in ["{message}", "{levelname:>6}|{lineno:03d}", "{{x}} {name}", "{message!r}", "{nope}", "{", "}", "{}", "{0}", "{message", "{message:}", "{levelno:x}", "plain {{}}"]:
    show(f, style="{")
for f in ["%(message)s", "%(levelname)-6s|%(lineno)03d", "%%", "%(message)", "%s", "%(message)z", "%(message)s %d", "%(name)s%%", "%()s", "%(levelno)#x", "%(message) s"]:
    show(f)
