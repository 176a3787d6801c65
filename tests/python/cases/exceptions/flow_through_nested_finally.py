def trace(path):
    out = []
    def run():
        for i in range(3):
            try:
                out.append(f"try{i}")
                try:
                    if path == "raise":
                        raise KeyError(i)
                    if path == "return":
                        return "returned"
                    if path == "break":
                        break
                    if path == "continue":
                        continue
                    out.append("body")
                except LookupError as error:
                    out.append(f"caught {error}")
                    if i == 1:
                        raise ValueError("second") from error
                else:
                    out.append("else")
                finally:
                    out.append("inner")
            finally:
                out.append("outer")
        else:
            out.append("loop else")
        return "end"
    try:
        out.append(run())
    except ValueError as error:
        out.append(f"{error!r} from {error.__cause__!r}")
    return out
for path in ("none", "raise", "return", "break", "continue"):
    print(path, trace(path))
def swallowed():
    try:
        raise ValueError
    finally:
        return "finally wins"
def replaced():
    try:
        raise ValueError("first")
    finally:
        raise TypeError("second")
print(swallowed())
try:
    replaced()
except TypeError as error:
    print(error, repr(error.__context__), error.__cause__, error.__suppress_context__)
