import warnings


def old(value):
    warnings.warn("old() is old", DeprecationWarning)
    return value


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    old(1)
    warnings.warn("plain")
    warnings.warn(RuntimeWarning("an instance"))
    warnings.warn("future", FutureWarning, stacklevel=1)
for warning in caught:
    print(warning.category.__name__, warning.message, repr(warning.message), warning.lineno)
print(len(caught))
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("ignore")
    warnings.warn("ignored")
print(caught)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("default")
    for n in range(3):
        warnings.warn("same place")
    for n in range(2):
        warnings.warn(f"text {n}")
print([str(warning.message) for warning in caught])
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("once")
    for n in range(3):
        warnings.warn("once")
    warnings.warn("once")
print(len(caught))
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always", UserWarning)
    warnings.simplefilter("ignore", DeprecationWarning)
    old(1)
    warnings.warn("shown")
    warnings.filterwarnings("ignore", category=UserWarning)
    warnings.warn("hidden")
print([str(warning.message) for warning in caught])
