import csv
import io


def show(*rows, **options):
    out = io.StringIO()
    try:
        writer = csv.writer(out, **options)
        for row in rows:
            writer.writerow(row)
        print(options, repr(out.getvalue()))
    except Exception as error:
        print(options, type(error).__name__, error)


ROW = ["a", "b,c", 'd"e', "f\ng", " h ", "", None, 1, 2.5, True, 10**20]
show(ROW)
show(ROW, quoting=csv.QUOTE_ALL)
show(ROW, quoting=csv.QUOTE_NONNUMERIC)
show(ROW, quoting=csv.QUOTE_NONE, escapechar="\\")
show(ROW, quoting=csv.QUOTE_NONE)
show(ROW, doublequote=False, escapechar="\\")
show(ROW, doublequote=False)
show(ROW, delimiter=";", quotechar="'", lineterminator="\n")
show(ROW, dialect="unix")
show(ROW, dialect="excel-tab")
show([""], [None], [], ["", ""])
show([""], quoting=csv.QUOTE_NONE)
show("abc", (1, 2), {"k": 1}, (x for x in "xy"))
show(3)
show(["a\\b"], escapechar="\\")
show(["a\rb", "c\nd", "e\r\nf"])
out = io.StringIO()
print(csv.writer(out).writerow(["a", "b"]), csv.writer(out).writerows([[1], [2]]), repr(out.getvalue()))
try:
    csv.writer(3)
except TypeError as error:
    print(error)
