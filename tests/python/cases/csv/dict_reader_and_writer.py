import csv
import io

TEXT = "name,age\nann,5\n\nbob\ncid,7,extra,more\n"
reader = csv.DictReader(io.StringIO(TEXT))
print(reader.fieldnames, reader.line_num)
for row in reader:
    print(row, reader.line_num)
print(list(csv.DictReader(["1,2"], fieldnames=["x", "y"])))
print(list(csv.DictReader(["1,2,3"], fieldnames=("x",), restkey="rest")))
print(list(csv.DictReader(["1"], fieldnames="xyz", restval="-")))
print(list(csv.DictReader(["a;b", "1;2"], delimiter=";")))
print(csv.DictReader([]).fieldnames, list(csv.DictReader([])))
out = io.StringIO()
writer = csv.DictWriter(out, fieldnames=["name", "age"], lineterminator="\n")
print(writer.writeheader(), writer.writerow({"age": 5, "name": "ann"}), writer.writerow({"name": "bob"}))
writer.writerows([{"name": "x,y", "age": 1}, {}])
print(out.getvalue(), end="")
for options in ({}, {"extrasaction": "ignore"}):
    out = io.StringIO()
    writer = csv.DictWriter(out, ["a"], restval="?", **options)
    try:
        writer.writerow({"a": 1, "b": 2})
        print(repr(out.getvalue()))
    except ValueError as error:
        print(error)
try:
    csv.DictWriter(out, ["a"], extrasaction="what")
except ValueError as error:
    print(error)
