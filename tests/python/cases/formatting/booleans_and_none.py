print(f"{True}|{True:d}|{True:5}|{False:>6}|{True:<6}|{True:x}|{True:f}|{False:,}|{True:^+5}")
print(f"{None}|{None!s:>6}|{None!r:<6}|")
print("%d %s %r %5d %x" % (True, True, False, True, False), "{} {:d}".format(True, False))
for value, spec in ((None, "5"), ([1], "5"), ((1,), "d"), ({}, ">3"), (None, "s")):
    try:
        print(format(value, spec))
    except TypeError as error:
        print(error)
print(format([1], ""), format(None), format({}))
