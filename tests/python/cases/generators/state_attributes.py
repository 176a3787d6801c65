import types

def gen():
    x = yield 1
    return x

def plain(): return 1
g = gen()
print(g.gi_running, g.gi_frame is None, g.gi_yieldfrom, g.__qualname__)
next(g)
print(isinstance(g, types.GeneratorType), isinstance(plain(), types.GeneratorType))
print([k for k in ("send", "throw", "close", "__next__", "__iter__") if not hasattr(g, k)])
g.close()
print(g.gi_frame)
