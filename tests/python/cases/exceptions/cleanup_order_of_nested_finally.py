log = []
def f(depth):
    try:
        log.append(f"enter {depth}")
        if depth == 3:
            raise RuntimeError("bottom")
        f(depth + 1)
        log.append("unreachable")
    except RuntimeError:
        log.append(f"except {depth}")
        if depth > 1:
            raise
    finally:
        log.append(f"finally {depth}")
    log.append(f"after {depth}")
f(0)
print(log)
