def f():
    a = 0, 1, -32768, 32767, 32768, 2**62, 10**20, -(10**20)
    b = 1.5, -0.0, 1e308
    c = "text", "ü\ud800", b"\x00\xff", ...
    d = None, True, False, NotImplemented, __debug__
    return a


"docstring"
f()
