import warnings

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    warnings.filterwarnings("ignore", message="old .* thing")
    warnings.filterwarnings("ignore", "exact$", category=RuntimeWarning)
    warnings.warn("old and tired thing")
    warnings.warn("Old AND tired thing, with more")
    warnings.warn("an old thing")
    warnings.warn("exact", RuntimeWarning)
    warnings.warn("exact", UserWarning)
print([str(warning.message) for warning in caught])
with warnings.catch_warnings(record=True) as caught:
    warnings.resetwarnings()
    warnings.warn("after a reset", DeprecationWarning)
print(len(caught), str(caught[0].message))
print("line :" in str(caught[0]), "'DeprecationWarning'" in str(caught[0]))
