from datetime import datetime

FORMATS = [
    "%Y-%m-%d %H:%M:%S",
    "%d/%m/%y %I:%M %p",
    "%A, %d. %B %Y",
    "%a %b %d %H:%M:%S %Y",
    "%Y%m%dT%H%M%S.%f",
    "%Y %j",
    "%G-W%V-%u",
    "%Y week %U day %w",
    "%Y week %W day %a",
    "%H%%%M",
]
for seconds in range(0, 10**9, 76543219):
    when = datetime.fromtimestamp(seconds)
    for format in FORMATS:
        text = when.strftime(format)
        print(text, datetime.strptime(text, format))
for text, format in [
    ("2024-02-30", "%Y-%m-%d"),
    ("2024-2-3", "%Y-%m-%d"),
    ("24:00", "%H:%M"),
    ("noon", "%H"),
    ("2024 ", "%Y"),
    ("  2024", "%Y"),
    ("2024\t01", "%Y %m"),
    ("202401", "%Y%m%d"),
    ("sUn", "%a"),
    ("1.000001", "%S.%f"),
    ("1.0000001", "%S.%f"),
]:
    try:
        print(repr(text), datetime.strptime(text, format))
    except ValueError as error:
        print(error)
