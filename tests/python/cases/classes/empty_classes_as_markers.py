class Missing: pass

class Settings: ...

MISSING = Missing()

def get(table, key, default=MISSING):
    if key in table:
        return table[key]
    if default is MISSING:
        raise KeyError(key)
    return default

print(get({"a": 1}, "a"), get({}, "a", None), get({}, "b", 0))
try:
    get({}, "c")
except KeyError as error:
    print("KeyError", error)
s = Settings()
s.debug, s.level = True, 3
print(vars(s), s.debug and s.level)
print(Missing() is Missing(), Missing is Missing)
