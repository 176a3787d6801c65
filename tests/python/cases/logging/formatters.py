import logging


def record(msg="hello %s", args=("you",), level=logging.INFO, **extra):
    made = logging.LogRecord("app.core", level, "/dir/file.py", 12, msg, args, None, "run")
    made.created = 0.25
    made.msecs = 250.0
    made.__dict__.update(extra)
    return made


def show(*args, **options):
    try:
        print(repr(logging.Formatter(*args, **options).format(record(user="ann"))))
    except Exception as error:
        print(type(error).__name__, error)


show()
show("%(levelname)s:%(name)s:%(message)s")
show("[%(levelname)-8s] %(filename)s:%(lineno)d %(funcName)s %(module)s %(pathname)s %(user)s")
show("{levelname:>8}|{message}", style="{")
show("$levelname ${message} $$", style="$")
show("%(levelno)03d %(msecs)d %(threadName)s")
show("%(nothing)s")
show("{nothing}", style="{")
show("plain")
show("plain", style="{")
show("plain", style="$")
show("%(message)s", style="?")
show("plain", validate=False)
show("%(message)s %(who)s", defaults={"who": "me"})
print(repr(record()), record().getMessage(), record("%d%%", (5,)).getMessage(), record("no args %s", ()).getMessage())
print(record("%(a)s", ({"a": 1},)).getMessage(), record({"k": 1}, None).getMessage(), record(msg=3, args=()).getMessage())
print(logging.Formatter("%(asctime)s").usesTime(), logging.Formatter("%(message)s").usesTime(), logging.Formatter("{asctime}", style="{").usesTime())
made = logging.makeLogRecord({"msg": "made", "levelname": "X"})
print(logging.Formatter("%(levelname)s %(message)s").format(made))
made = record("with error", ())
made.exc_text = "Traceback: ..."
print(logging.Formatter().format(made))
