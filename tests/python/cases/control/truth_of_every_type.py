for value in (0, 1, -1, 0.0, -0.0, 0.1, "", "0", [], [0], (), (None,), {}, {0: 0}, None, True,
    False, set(), {0}, b"", b"\0",
              range(0), range(1), 10 ** 30, float("nan"), print, int, ValueError()):
    if value:
        print("true ", repr(value)[:10], bool(value), not value)
    else:
        print("false", repr(value)[:10], bool(value), not value)
