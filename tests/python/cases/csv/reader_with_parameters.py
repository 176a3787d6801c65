import csv


def show(lines, **options):
    try:
        print(options, list(csv.reader(lines, **options)))
    except Exception as error:
        print(options, type(error).__name__, error)


show(["a;b;c"], delimiter=";")
show(["a\tb"], delimiter="\t")
show(["a\tb"], dialect="excel-tab")
show(["'a,b',c"], quotechar="'")
show(["a, b,  c"], skipinitialspace=True)
show(['a, "b,c"'], skipinitialspace=True)
show(["a\\,b,c"], escapechar="\\")
show(['"a\\"b",c'], escapechar="\\")
show(["a\\"], escapechar="\\")
show(['"a""b",c'], doublequote=False)
show(['"a",b'], quoting=csv.QUOTE_NONE)
show(['1,"2",3.5'], quoting=csv.QUOTE_NONNUMERIC)
show(["1,abc"], quoting=csv.QUOTE_NONNUMERIC)
show(['"a"b,c'], strict=True)
show(['"open'], strict=True)
show([b"bytes"])
show([3])
show(["a"], delimiter=",,")
show(["a"], delimiter="")
show(["a"], delimiter=3)
show(["a"], quotechar="ab")
show(["a"], quoting=9)
show(["a"], quoting="x")
show(["a"], nonsense=1)
show(["a"], dialect="nonsense")
show(["a"], quotechar=None, quoting=csv.QUOTE_ALL)
show(["a"], lineterminator=None)
