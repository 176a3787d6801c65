log = """
10:00 INFO start
10:01 WARN disk 91%
bad line
10:05 ERROR disk full
10:06 INFO retry
10:09 ERROR net down
"""
events = []
def lines(text):
    for line in text.strip().split("\n"):
        events.append("read")
        yield line
def parsed(source):
    for number, line in enumerate(source, 1):
        match line.split(" ", 2):
            case [time, ("INFO" | "WARN" | "ERROR") as level, message] if ":" in time:
                yield number, level, message
            case _:
                print("skipped", number, line)
def level(name, source):
    return (entry for entry in source if entry[1] == name)
def take(count, source):
    for _ in range(count):
        try:
            yield next(source)
        except StopIteration:
            return
errors = level("ERROR", parsed(lines(log)))
print(events)
print(list(take(1, errors)), len(events))
print(list(take(5, errors)), len(events), list(errors))
def windows(source, size):
    held = []
    for item in source:
        held.append(item)
        if len(held) == size:
            yield tuple(held)
            del held[0]
def running(source):
    total = 0
    for n in source:
        total += n
        yield total
print(list(windows(range(6), 3)), list(running(range(6))), list(windows(running([1, 2, 3]), 2)), list(windows([], 2)))
