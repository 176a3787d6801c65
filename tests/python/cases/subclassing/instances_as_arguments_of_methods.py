class S(str): pass
print("ab".startswith(S("a")), "ab".endswith((S("x"), S("b"))), "ab".find(S("b")), "a-b".split(S("-")), "ab".replace(S("a"), S("z")), S("ab").startswith("a"), "ab".strip(S("a")), S(",").join(["a", S("b")]), ",".join([S("b")]))
print("a" in S("abc"), S("a") in "abc", "abc".count(S("a")), "abc".index(S("b")), "abc".partition(S("b")), "abc".rpartition(S("b")), "abc".rsplit(S("b")), "abc".lstrip(S("a")), "abc".removeprefix(S("a")), "abc".center(9, S("*")), "abc".ljust(5, S("-")), "abc".translate({97: S("z")}))
class B(bytes): pass
print(b"ab".startswith(B(b"a")), b"ab".split(B(b"a")), b"ab".replace(B(b"a"), B(b"c")), B(b",").join([B(b"x"), b"y"]), b"ab".find(B(b"b")), b"ab".endswith((B(b"b"),)))
class N(int): pass
print("abc".center(N(7)), "a,b,c".split(",", N(1)), "abc"[N(1)], [1,2,3][N(1):], list(range(N(3))), "abc".zfill(N(5)), [1]*N(2), "ab".replace("a", "b", N(1)), (255).to_bytes(N(2), S("big")), round(2.567, N(1)), "%d" % N(3), f"{N(3):{N(4)}}", chr(N(65)), bytes([N(1)]), bytearray(N(2)), divmod(N(7), N(2)), pow(N(2), N(3), N(5)))
class F(float): pass
print(F(1.5) + 1, round(F(2.5)), f"{F(2.5):.2f}", int(F(2.5)), F(2.5).is_integer(), F(2.5).hex(), float(F(2)))
class D(dict): pass
print({**D(a=1)}, dict(D(a=1)), D(a=1) == {'a': 1}, {}.__class__, D(a=1) | {'b': 2}, {'b': 2} | D(a=1), {'a': 1}.items() & D(a=1).items())
d = {}; d.update(D(x=1)); print(d)
class L(list): pass
print([1] + L([2]), L([1]) + [2], [*L([1])], [1].__add__(L([3])), L([1]) == [1], [0].extend(L([1])), isinstance(L([1]) * 2, L), sum(L([1,2])), sorted(L([2,1])), L([3,1]).index(1), tuple(L([1])), "%s" % L([1]), L([1, 2])[::-1])
class T(tuple): pass
print((1,) + T((2,)), T((1,)) == (1,), "%s %s" % T((1, 2)), hash(T((1,))) == hash((1,)), isinstance(1, T((int, str))), "ab".startswith(T(("a", "z"))), T((1,2))[0:1])
