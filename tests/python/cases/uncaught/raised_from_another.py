try:
    {}["k"]
except KeyError as error:
    raise RuntimeError("lookup failed") from error
