import csv
import io

print(csv.list_dialects())
csv.register_dialect("pipes", delimiter="|", quoting=csv.QUOTE_ALL, lineterminator="\n")
out = io.StringIO()
csv.writer(out, "pipes").writerow(["a", 1])
print(out.getvalue(), end="")
print(list(csv.reader(["'x'|y"], "pipes", quotechar="'")))
dialect = csv.get_dialect("pipes")
print(dialect.delimiter, dialect.quotechar, dialect.quoting, dialect.doublequote, dialect.escapechar, repr(dialect.lineterminator), dialect.skipinitialspace, dialect.strict)
csv.unregister_dialect("pipes")
for what in (lambda: csv.get_dialect("pipes"), lambda: csv.unregister_dialect("pipes"), lambda: csv.register_dialect(3)):
    try:
        what()
    except Exception as error:
        print(type(error).__name__, error)


class Semicolons(csv.excel):
    delimiter = ";"


print(list(csv.reader(["a;b"], Semicolons)), list(csv.reader(["a;b"], dialect=Semicolons())))
csv.register_dialect("semicolons", Semicolons)
print(list(csv.reader(["a;b"], "semicolons")), "semicolons" in csv.list_dialects())
print(csv.excel.delimiter, csv.excel_tab.delimiter == "\t", csv.unix_dialect.quoting)
print(csv.field_size_limit(), csv.field_size_limit(5), csv.field_size_limit())
try:
    list(csv.reader(["abcdefgh"]))
except csv.Error as error:
    print(error)
print(csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC, csv.QUOTE_NONE)
