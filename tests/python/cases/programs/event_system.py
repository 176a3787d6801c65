class Event:
    def __init__(self, name, **data): self.name, self.data, self.stopped = name, data, False
    def stop(self): self.stopped = True
    def __getattr__(self, name):
        try: return self.__dict__["data"][name]
        except KeyError: raise AttributeError(f"event {self.name!r} has no {name!r}") from None

class Bus:
    def __init__(self): self.handlers, self.log, self._n = {}, [], 0
    def on(self, pattern, priority=0, once=False):
        def register(handler):
            self._n += 1
            entry = (-priority, self._n, handler, once)
            self.handlers.setdefault(pattern, []).append(entry)
            return handler
        return register
    def off(self, handler):
        for entries in self.handlers.values():
            entries[:] = [e for e in entries if e[2] is not handler]
    def matching(self, name):
        for pattern, entries in self.handlers.items():
            if pattern == name or pattern.endswith("*") and name.startswith(pattern[:-1]):
                yield from ((entries, e) for e in entries)
    def emit(self, name, **data):
        event = Event(name, **data)
        for entries, entry in sorted(self.matching(name), key=lambda pair: pair[1][:2]):
            _, _, handler, once = entry
            try:
                handler(event)
            except Exception as error:
                self.log.append(f"{handler.__name__}: {error!r}")
            if once: entries.remove(entry)
            if event.stopped: break
        return event

bus, seen = Bus(), []
@bus.on("door.open")
def greet(event): seen.append(f"hello {event.who}")
@bus.on("door.*", priority=5)
def audit(event): seen.append(f"audit {event.name}")
@bus.on("door.open", priority=1, once=True)
def first(event): seen.append("first time")
@bus.on("*", priority=-1)
def last(event): seen.append(f"last {sorted(event.data)}")
@bus.on("door.close")
def stopper(event): event.stop()

bus.emit("door.open", who="Ann")
bus.emit("door.open", who="Bob", badge=7)
bus.emit("door.open")
bus.emit("door.close")
bus.off(audit)
bus.emit("window.open", floor=2)
print(*seen, sep="\n")
print(bus.log)
