table = str.maketrans("abc", "xyz")
print("aabbcc-d".translate(table), str.maketrans({"a": "1", "b": None, 99: "long"}))
print("abcabc".translate(str.maketrans({"a": "1", "b": None, 99: "long"})))
print("hello".translate(str.maketrans("", "", "lo")), "hello".translate(str.maketrans("el", "ip", "o")))

class Upper(dict):
    def __missing__(self, key):
        return chr(key).upper() + "."

print("abc".translate(Upper({98: "?"})), "abc".translate({97: 0x1F600}), "abc".translate([65] * 98))
rot13 = str.maketrans("abcdefghijklmnopqrstuvwxyz", "nopqrstuvwxyzabcdefghijklm")
print("uryyb jbeyq".translate(rot13))
for arguments in (("ab", "c"), ({"ab": 1},), ("a",), ("a", "b", 1)):
    try:
        print(str.maketrans(*arguments))
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
