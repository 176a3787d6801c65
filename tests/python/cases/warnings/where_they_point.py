import warnings


def deprecated(name):
    warnings.warn(f"{name} is deprecated", DeprecationWarning, stacklevel=2)


def api():
    deprecated("api")


class Thing:
    def method(self):
        deprecated("method")


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    api()
    Thing().method()
    deprecated("direct")
    [deprecated("in a list") for _ in range(1)]
for warning in caught[:3]:
    print(warning.lineno, warning.message, warning.filename.endswith(".py"))
print(len(caught))
with warnings.catch_warnings():
    warnings.simplefilter("error", DeprecationWarning)
    try:
        api()
    except DeprecationWarning as error:
        print("raised", error, type(error).__mro__[1].__name__)
    warnings.simplefilter("ignore")
    api()
print("end")
