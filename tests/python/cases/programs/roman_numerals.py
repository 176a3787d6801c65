VALUES = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))

def to_roman(n):
    out = ""
    for value, letters in VALUES:
        count, n = divmod(n, value)
        out += letters * count
    return out

def from_roman(text):
    digits = {letters: value for value, letters in VALUES if len(letters) == 1}
    total = 0
    for a, b in zip(text, text[1:] + "\0"):
        total += -digits[a] if digits.get(b, 0) > digits[a] else digits[a]
    return total

print([to_roman(n) for n in (1, 4, 9, 14, 40, 90, 400, 1994, 2024, 3999)])
print(all(from_roman(to_roman(n)) == n for n in range(1, 4000)))
