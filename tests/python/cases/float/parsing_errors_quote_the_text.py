for text in ("", " ", "x", "1.2.3", "1e", "e5", "--1", "1 2", "_1", "1_", "1__0", "1._5", "1_.5",
    "0x10", "infinit", "nanx", "1,5", "é", "1e5.0"):
    try:
        print(float(text))
    except ValueError as error:
        print(error)
for bad in (None, [], {}, (1,), print):
    try:
        float(bad)
    except TypeError as error:
        print(error)
