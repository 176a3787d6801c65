# Representations of a limited size.

from builtins import repr as _repr


class Repr:
    def __init__(self):
        self.fillvalue = "..."
        self.maxlevel = 6
        self.maxtuple = 6
        self.maxlist = 6
        self.maxarray = 5
        self.maxdict = 4
        self.maxset = 6
        self.maxfrozenset = 6
        self.maxdeque = 6
        self.maxstring = 30
        self.maxlong = 40
        self.maxother = 30

    def repr(self, x):
        return self.repr1(x, self.maxlevel)

    def repr1(self, x, level):
        name = "repr_" + type(x).__name__.replace(" ", "_")
        return getattr(self, name, self.repr_instance)(x, level)

    def _join(self, items, level):
        return ", ".join([self.repr1(item, level - 1) for item in items])

    def _sequence(self, x, level, left, right, most, trail=""):
        if level <= 0 and x:
            shown = self.fillvalue
        else:
            pieces = [self.repr1(item, level - 1) for item in list(x)[:most]]
            if len(x) > most:
                pieces.append(self.fillvalue)
            shown = ", ".join(pieces)
            if len(x) == 1:
                right = trail + right
        return f"{left}{shown}{right}"

    def repr_tuple(self, x, level):
        return self._sequence(x, level, "(", ")", self.maxtuple, ",")

    def repr_list(self, x, level):
        return self._sequence(x, level, "[", "]", self.maxlist)

    def repr_array(self, x, level):
        if not x:
            return f"array('{x.typecode}')"
        return self._sequence(x, level, f"array('{x.typecode}', [", "])", self.maxarray)

    def repr_set(self, x, level):
        if not x:
            return "set()"
        return self._sequence(_sorted(x), level, "{", "}", self.maxset)

    def repr_frozenset(self, x, level):
        if not x:
            return "frozenset()"
        return self._sequence(_sorted(x), level, "frozenset({", "})", self.maxfrozenset)

    def repr_deque(self, x, level):
        return self._sequence(x, level, "deque([", "])", self.maxdeque)

    def repr_dict(self, x, level):
        if not x:
            return "{}"
        if level <= 0:
            return "{" + self.fillvalue + "}"
        pieces = []
        for key in _sorted(x)[: self.maxdict]:
            pieces.append(f"{self.repr1(key, level - 1)}: {self.repr1(x[key], level - 1)}")
        if len(x) > self.maxdict:
            pieces.append(self.fillvalue)
        return "{" + ", ".join(pieces) + "}"

    def repr_str(self, x, level):
        shown = _repr(x[: self.maxstring])
        if len(shown) <= self.maxstring:
            return shown
        before, after = self._halves(self.maxstring)
        shown = _repr(x[:before] + x[len(x) - after :])
        return shown[:before] + self.fillvalue + shown[len(shown) - after :]

    def _halves(self, most):
        before = max(0, (most - 3) // 2)
        return before, max(0, most - 3 - before)

    def _cut(self, shown, most):
        if len(shown) <= most:
            return shown
        before, after = self._halves(most)
        return shown[:before] + self.fillvalue + shown[len(shown) - after :]

    def repr_int(self, x, level):
        return self._cut(_repr(x), self.maxlong)

    def repr_instance(self, x, level):
        return self._cut(_repr(x), self.maxother)


def _sorted(items):
    try:
        return sorted(items)
    except Exception:
        return list(items)


aRepr = Repr()


def repr(x):
    return aRepr.repr(x)


def recursive_repr(fillvalue="..."):
    def decorate(user_function):
        running = set()

        def wrapper(self):
            key = id(self)
            if key in running:
                return fillvalue
            running.add(key)
            try:
                return user_function(self)
            finally:
                running.discard(key)

        wrapper.__module__ = user_function.__module__
        wrapper.__doc__ = user_function.__doc__
        wrapper.__name__ = user_function.__name__
        wrapper.__qualname__ = user_function.__qualname__
        return wrapper

    return decorate
