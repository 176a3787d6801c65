class Log:
    def __init__(self): self.items, self.log = {"a": 1}, []
    def __getitem__(self, k): self.log.append(f"get {k}"); return self.items[k]
    def __setitem__(self, k, v): self.log.append(f"set {k}={v}"); self.items[k] = v
    def __getattr__(self, name): self.log.append(f"getattr {name}"); return 10
    def __setattr__(self, name, v):
        if name not in ("items", "log"):
            self.log.append(f"setattr {name}={v}")
        object.__setattr__(self, name, v)

log = Log()
log["a"] += 5
log.x += 1
log.x *= 2
print(log.log, log.items, log.x)

def target(): print("target"); return log
def key(): print("key"); return "a"
def value(): print("value"); return 3
target()[key()] += value()
target().x -= value()
print(log.items, log.x)
try:
    log["missing"] += 1
except KeyError as error:
    print("KeyError", error)
