from collections import deque


class Sleep:
    def __init__(self, ticks):
        self.ticks = ticks


def blink(name, times):
    for n in range(times):
        yield Sleep(n + 1)
        print(f"  {name} {n}")
    return name.upper()


def parent():
    results = []
    for name in "xy":
        results.append((yield from blink(name, 2)))
    return results


def failing():
    try:
        yield
        raise ValueError("boom")
    finally:
        print("  cleaned")


class Scheduler:
    def __init__(self):
        self.ready, self.asleep, self.now, self.done = deque(), [], 0, {}

    def spawn(self, name, task):
        self.ready.append((name, task))

    def run(self):
        while self.ready or self.asleep:
            self.now += 1
            for item in [item for item in self.asleep if item[0] <= self.now]:
                self.asleep.remove(item)
                self.ready.append(item[1:])
            for _ in range(len(self.ready)):
                name, task = self.ready.popleft()
                try:
                    wish = next(task)
                except StopIteration as stop:
                    self.done[name] = stop.value
                except Exception as error:
                    self.done[name] = error
                else:
                    if isinstance(wish, Sleep):
                        self.asleep.append((self.now + wish.ticks, name, task))
                    else:
                        self.ready.append((name, task))


scheduler = Scheduler()
scheduler.spawn("a", blink("a", 3))
scheduler.spawn("p", parent())
scheduler.spawn("f", failing())
scheduler.run()
print(scheduler.now, scheduler.done)
