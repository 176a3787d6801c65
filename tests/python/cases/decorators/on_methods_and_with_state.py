def logged(f):
    def wrapper(self, *args):
        self.log.append((f.__name__, args))
        return f(self, *args)
    return wrapper

class limit:
    def __init__(self, n): self.n = n
    def __call__(self, f):
        def wrapper(*args):
            if self.n == 0:
                raise RuntimeError(f"{f.__name__} is used up")
            self.n -= 1
            return f(*args)
        return wrapper

class Robot:
    def __init__(self): self.log = []
    @logged
    def move(self, x, y): return (x, y)
    @property
    @logged
    def state(self): return len(self.log)
    @staticmethod
    @limit(2)
    def ping(): return "pong"
    @classmethod
    @limit(1)
    def make(cls): return cls.__name__

r = Robot()
print(r.move(1, 2), r.state, r.state, r.log, Robot.ping(), r.ping(), Robot.make())
for f in (Robot.ping, r.make):
    try:
        f()
    except RuntimeError as error:
        print(error)
