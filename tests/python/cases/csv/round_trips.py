import csv
import io

ROWS = [
    ["plain", "with,comma", 'with "quotes"', "with\nbreak", ""],
    ["  spaces ", "tab\there", "semi;colon", "ünïcode €", "'single'"],
    ["1", "2.5", "-3", "1e5", "0x10"],
]
for options in ({}, {"delimiter": ";"}, {"quoting": csv.QUOTE_ALL}, {"dialect": "excel-tab"}, {"quotechar": "'"}, {"lineterminator": "\n"}):
    out = io.StringIO()
    csv.writer(out, **options).writerows(ROWS)
    options.pop("lineterminator", None)
    back = list(csv.reader(io.StringIO(out.getvalue(), newline=""), **options))
    print(options, back == ROWS, len(out.getvalue()))
people = [{"name": "Ann", "age": 31}, {"name": "Bob, Jr.", "age": 7}]
out = io.StringIO()
writer = csv.DictWriter(out, fieldnames=["name", "age"])
writer.writeheader()
writer.writerows(people)
print(out.getvalue())
out.seek(0)
back = [{**row, "age": int(row["age"])} for row in csv.DictReader(out)]
print(back == people, back)
totals = {}
for kind, amount in csv.reader("a,1\nb,2\na,3".split("\n")):
    totals[kind] = totals.get(kind, 0) + int(amount)
print(totals)
