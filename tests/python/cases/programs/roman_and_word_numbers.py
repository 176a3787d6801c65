NUMERALS = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
            (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]
SMALL = ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
         "fifteen sixteen seventeen eighteen nineteen").split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def roman(number):
    if not isinstance(number, int) or not 0 < number < 4000:
        raise ValueError(f"no numeral for {number!r}")
    text = ""
    for value, letters in NUMERALS:
        times, number = divmod(number, value)
        text += letters * times
    return text


def arabic(text):
    values = [dict((b, a) for a, b in NUMERALS)[c] for c in text]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def words(number):
    if number < 0:
        return "minus " + words(-number)
    if number < 20:
        return SMALL[number]
    if number < 100:
        tens, one = divmod(number, 10)
        return TENS[tens - 2] + (f"-{SMALL[one]}" if one else "")
    for size, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= size:
            head, rest = divmod(number, size)
            return f"{words(head)} {name}" + (f" {words(rest)}" if rest else "")


for n in (1, 4, 9, 14, 40, 90, 400, 1994, 2023, 3999):
    print(n, roman(n), arabic(roman(n)), words(n))
print(all(arabic(roman(n)) == n for n in range(1, 1000)))
print(words(-1_234_567_890), words(0), sep="\n")
for bad in (0, 4000, 1.5, "x"):
    try:
        roman(bad)
    except ValueError as error:
        print(error)
