print(",".join(["a", "b", "c"]), "".join("xyz"), "-".join("a"), ", ".join([]), " ".join(("x", "y")))
print("é".join(["日", "本"]), "--".join(str(i) for i in range(5)), ",".join({"k": 1, "l": 2}),
    "".join(reversed("abc")))
print("".join(["ab"] * 3), "+".join(map(str, [1, 2.5, None])))
for bad in ([1], ["a", 1], ["a", None, "b"], [b"a"]):
    try:
        ",".join(bad)
    except TypeError as error:
        print(error)
try:
    ",".join(5)
except TypeError as error:
    print(error)
