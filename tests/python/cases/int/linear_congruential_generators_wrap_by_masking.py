seed = 42
for _ in range(10):
    seed = (seed * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
    print(seed, seed >> 33)
state = 1
for _ in range(10):
    state = (state * 1103515245 + 12345) % 2 ** 31
    print(state)
h = 0x811C9DC5
for ch in "hello world":
    h = ((h ^ ord(ch)) * 0x01000193) & 0xFFFFFFFF
print(hex(h))
