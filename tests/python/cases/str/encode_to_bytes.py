for text in ("abc", "é", "日本", "\U0001F600", "", "a\0b"):
    print(text.encode(), text.encode("utf-8"), len(text.encode()))
print("abc".encode("ascii"), "é".encode("latin-1"), "é".encode("utf-8").decode("utf-8"))
print("aéb".encode("ascii", "ignore"), "aéb".encode("ascii", "replace"), "aéb日".encode("ascii",
    "backslashreplace"),
      "aéb".encode("ascii", errors="xmlcharrefreplace"))
for f in (lambda: "aé".encode("ascii"), lambda: "日".encode("latin-1"),
    lambda: "日本".encode("ascii")):
    try:
        f()
    except UnicodeEncodeError as error:
        print(error)
try:
    "a".encode("no-such-codec")
except LookupError as error:
    print(error)
