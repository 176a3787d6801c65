s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, slice(5), slice(None), s == slice(1, 10, 2), s < slice(2, 3))
for length in (0, 3, 5, 20):
    print([piece.indices(length) for piece in (s, slice(None, None, -1), slice(-3, None), slice(100, -100, -3))])

class Recorder:
    def __getitem__(self, key):
        return key

r = Recorder()
print(r[1], r[1:2], r[::3], r[1:2, 3], r[...], r[:, None, -1:], r["a":"b"], r[()])
print([list(range(10))[piece] for piece in (s, slice(-3, None), slice(None, None, -4), slice(8, 2, -2))])
print("abcdef"[slice(1, -1)], (1, 2, 3)[slice(0, 2)], bytes(5)[slice(2)], range(20)[slice(2, 15, 4)])
class Index:
    def __index__(self):
        return 2
print([0, 1, 2, 3][Index()], [0, 1, 2, 3][: Index()], "abcd"[Index() :: Index()])
for action in (lambda: s.indices(-1), lambda: hash(s), lambda: [1]["a"], lambda: [1][1.0:], lambda: slice()):
    try:
        print(action())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
