"""A hash, a generator and times in milliseconds: ints between 32 and 64 bits, as handlers have."""

SIZE = 150_000
SMALL = 40


def fowler_noll_vo(data):
    value = 0x811C9DC5
    for byte in data:
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value


def xorshift(state):
    state ^= (state << 13) & 0xFFFFFFFF
    state ^= state >> 17
    return state ^ (state << 5) & 0xFFFFFFFF


def run(size):
    data = bytes([at * 7 & 0xFF for at in range(size)])
    state = 2463534242
    now_ms = 1_700_000_000_000
    late = 0
    for _ in range(size):
        state = xorshift(state)
        then_ms = now_ms
        now_ms += state % 2000
        if now_ms - then_ms > 1500 and now_ms // 1000 % 60 > 30:
            late += 1
    return "%d %d %d %d" % (fowler_noll_vo(data), state, now_ms, late)


if __name__ == "__main__":
    print(run(SIZE))
