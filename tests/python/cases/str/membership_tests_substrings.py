s = "hello wörld \U0001F600"
print("ell" in s, "" in s, "wö" in s, "\U0001F600" in s, "Hello" in s, "lo w" in s, "xyz" not in s,
    "h" not in s)
try:
    1 in s
except TypeError as error:
    print(error)
try:
    None in "abc"
except TypeError as error:
    print(error)
