from contextlib import contextmanager

@contextmanager
def tag(name, log):
    log.append(f"<{name}>")
    try:
        yield name.upper()
    except ValueError as error:
        log.append(f"error {error}")
    finally:
        log.append(f"</{name}>")

log = []
with tag("a", log) as a, tag("b", log) as b:
    log.append(a + b)
print(log)
log.clear()
with tag("x", log):
    raise ValueError("bad")
print(log)
log.clear()
try:
    with tag("y", log):
        raise KeyError("other")
except KeyError as error:
    print(error, log)

@contextmanager
def never():
    if False: yield
@contextmanager
def twice():
    yield 1
    yield 2
for manager in (never, twice):
    try:
        with manager():
            print("body")
    except RuntimeError as error:
        print(error)
log.clear()
@tag("deco", log)
def decorated(x): log.append(x); return x + 1
print(decorated(1), decorated(2), log)
