s = "sensor/kitchen/temp"
print(s.startswith("sensor"), s.startswith("temp"), s.startswith(""), s.startswith("kitchen", 7),
    s.startswith("sensor", 0, 3))
print(s.endswith("temp"), s.endswith("sensor"), s.endswith(""), s.endswith("kitchen", 0, 14),
    s.endswith("temp", -4))
print(s.startswith(("a", "sensor")), s.endswith(("x", "y")), s.startswith(()),
    s.endswith(("temp",)))
for bad in (1, ["a"], None):
    try:
        s.startswith(bad)
    except TypeError as error:
        print(error)
try:
    s.endswith(("a", 1))
except TypeError as error:
    print(error)
