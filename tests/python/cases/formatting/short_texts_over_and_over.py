"""Methods and formats of short texts, each asked more than once at the same place."""

WORDS = ("sensor", "Valve 2", "", "caf\u00e9 \u00df", "00 it's  a test 00", "x" * 70)


def methods(word):
    yield word.upper()
    yield word.lower()
    yield word.title()
    yield word.strip()
    yield word.strip("0 ")
    yield word.lstrip("0")
    yield word.rstrip(None)
    yield word.replace("s", "--")
    yield word.replace("", ".")
    yield word.split("e")
    yield word.split()
    yield word.split(None)
    yield word.center(11)
    yield word.center(12, "*")
    yield word.ljust(9, "+")
    yield word.rjust(9)
    yield word.find("t")
    yield word.find("")
    yield word.count("s")
    yield word.count("")
    yield "s" in word
    yield "00" not in word
    yield word.startswith("s"), word.endswith("0"), word.isdigit(), word.isalpha()
    yield str(word)


def refused(call):
    try:
        return call()
    except (TypeError, ValueError, KeyError) as error:
        return type(error).__name__, str(error)


def formats(number):
    values = (number, -number, number * 0.5, number % 2 == 0, None, "t%d" % number)
    for value in values:
        yield f"<{value}>"
        yield "%s|%5s|%-4s|" % (value, value, value)
        yield str(value)
    yield f"{number:04d} {number:>6} {number:<6}| {number:+d} {number:,} {number:x} {number}"
    yield f"{number * 0.25:.2f} {number * 1.5:8.3f} {number / 3:e} {number / 7:g} {1 / 3}"
    yield f"{'word':>8} {'word':^9} {'w':<3}|"
    yield "%d items, %3d, %-3d|, %05d, %i" % (number, number, number, number, -number)
    yield "%.3f %8.2f %e %g" % (number / 3, number / 3, number / 3, number / 3)
    yield "100%% of %s" % number
    yield "%(name)s is %(size)d" % {"name": "x", "size": number}
    yield "%*d" % (5, number)
    yield "%x %c" % (number, 65 + number)
    yield "no value" % ()
    yield "%d" % (number + 0.75)
    yield "%d" % (2**40 + number)


def errors(number):
    yield refused(lambda: "%d %d" % number)
    yield refused(lambda: "%d" % (number, number))
    yield refused(lambda: "none" % number)
    yield refused(lambda: "%d" % "text")
    yield refused(lambda: "%q" % number)
    yield refused(lambda: f"{number:q}")
    yield refused(lambda: f"{'text':d}")
    yield refused(lambda: "a,b".split(""))
    yield refused(lambda: "word".center("9"))
    yield refused(lambda: "word".center(9, "ab"))
    yield refused(lambda: "word".replace("w", number))
    yield refused(lambda: number in "word")


for turn in range(2):
    for word in WORDS:
        print(list(methods(word)))
for turn in range(3):
    print(list(formats(turn * 7)))
    print(list(errors(turn)))
