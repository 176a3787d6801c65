"""Texts from parts: joins, formats, additions, splits and replacements."""

SIZE = 24_000
SMALL = 10

WORDS = ("sensor", "valve", "pump", "meter", "light")


def line_of(number):
    word = WORDS[number % 5]
    return f"{word}-{number:04d};{number * 0.5:.2f};{number % 7 == 0}"


def report(lines):
    text = ""
    for line in lines:
        name, value, flag = line.split(";")
        text += name.upper().replace("-", "_") + "=" + value.strip("0") + "," + flag[0]
        text += "\n"
    return text


def checksum_of(text):
    value = 0
    for at, letter in enumerate(text):
        if letter.isdigit():
            value = (value * 3 + int(letter) + at) % 65521
    return value


def run(size):
    lines = [line_of(number) for number in range(size)]
    text = report(lines)
    joined = "|".join([line.title() for line in text.splitlines() if not line.endswith("T")])
    padded = "".join([line.center(30, ".") for line in lines])
    table = "{:>8}/{:<8}/{}".format(len(text), len(joined), padded.count("..."))
    found = sum([line.startswith("pump") or "00" in line for line in lines])
    return "%s %d %d" % (table, found, checksum_of(joined))


if __name__ == "__main__":
    print(run(SIZE))
