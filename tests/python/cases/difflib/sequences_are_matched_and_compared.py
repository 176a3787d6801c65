import difflib
from difflib import SequenceMatcher, get_close_matches

s = SequenceMatcher(None, "private Thread currentThread;", "private volatile Thread currentThread;")
print(s.ratio(), s.quick_ratio(), s.real_quick_ratio())
for block in s.get_matching_blocks():
    print(block)
for code in SequenceMatcher(None, "qabxcd", "abycdf").get_opcodes():
    print(code)
print(SequenceMatcher(lambda c: c == " ", " abcd", "abcd abcd").find_longest_match(0, 5, 0, 9))
print(SequenceMatcher(None, " abcd", "abcd abcd").find_longest_match())
print(SequenceMatcher(None, [1, 2, 3], [2, 3, 4]).get_opcodes(), SequenceMatcher(None, "", "").ratio())
print(get_close_matches("appel", ["ape", "apple", "peach", "puppy"]))
print(get_close_matches("wheel", ["while", "heel", "else"], n=1), get_close_matches("x", ["y"]))
for options in ({"n": 0}, {"cutoff": 2}):
    try:
        get_close_matches("a", ["b"], **options)
    except ValueError as error:
        print(error)
a = "one\ntwo\nthree\nfour\nfive\nsix\n".splitlines(True)
b = "one\ntoo\nthree\nfive\nsix\nseven\n".splitlines(True)
print("".join(difflib.unified_diff(a, b, "old", "new")), end="")
print("".join(difflib.unified_diff(a, b, "old", "new", "then", "now", n=0)), end="")
print("".join(difflib.context_diff(a, b, "old", "new")), end="")
print("".join(difflib.ndiff(a, b)), end="")
print("\n".join(difflib.unified_diff(["a"], ["b"], lineterm="")))
print(list(difflib.unified_diff(a, a)))
print("".join(difflib.restore(difflib.ndiff(a, b), 2)) == "".join(b))
try:
    list(difflib.unified_diff([1], [2]))
except TypeError as error:
    print(error)
