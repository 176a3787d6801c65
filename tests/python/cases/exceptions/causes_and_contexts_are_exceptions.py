error = ValueError("a")
for name in ("__cause__", "__context__"):
    try:
        setattr(error, name, 5)
    except TypeError as wrong:
        print(wrong)
    setattr(error, name, KeyError("k"))
    setattr(error, name, None)
try:
    error.add_note(5)
except TypeError as wrong:
    print(wrong)
error.add_note("one")
error.add_note("two")
print(error.__notes__, error.__cause__, error.__context__, error.__suppress_context__)
error.args = (1, 2)
print(error, repr(error))
