import os


def attempt(what):
    try:
        print(repr(what()))
    except Exception as error:
        print(type(error).__name__, error)


os.environ["NAME_OF_A_TEST"] = "value"
print(os.environ["NAME_OF_A_TEST"], os.getenv("NAME_OF_A_TEST"), os.environ.get("NAME_OF_A_TEST"))
print(os.getenv("NOT_THERE_AT_ALL"), os.getenv("NOT_THERE_AT_ALL", "other"), os.environ.get("NOT_THERE_AT_ALL", 3))
print("NAME_OF_A_TEST" in os.environ, "NOT_THERE_AT_ALL" in os.environ)
attempt(lambda: os.environ["NOT_THERE_AT_ALL"])
attempt(lambda: os.environ[3])
attempt(lambda: os.environ.__setitem__("NAME", 3))
attempt(lambda: os.environ.__setitem__(3, "x"))
attempt(lambda: os.environ.pop("NOT_THERE_AT_ALL"))
attempt(lambda: os.environ.pop("NOT_THERE_AT_ALL", "default"))
print(os.environ.setdefault("NAME_OF_A_TEST", "new"), os.environ.setdefault("OTHER_OF_A_TEST", "new"))
os.environ.update(NAME_OF_A_TEST="changed", THIRD_OF_A_TEST="3")
print(sorted(key for key in os.environ if key.endswith("_OF_A_TEST")))
print(sorted(item for item in os.environ.items() if item[0].endswith("_OF_A_TEST")))
del os.environ["OTHER_OF_A_TEST"]
print("OTHER_OF_A_TEST" in os.environ, os.environ.pop("THIRD_OF_A_TEST"))
print(os.environ.copy()["NAME_OF_A_TEST"], type(os.environ.copy()).__name__, dict(os.environ) == os.environ)
print(int(os.environ.get("COUNT_OF_A_TEST", "5")) + 1)
