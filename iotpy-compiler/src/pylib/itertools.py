# Iterators of iterators. Each class hands out a generator that passes for an instance, because a
# loop runs generators without calls.

from _lang import pass_for


class _iterator:
    __module__ = "itertools"

    def __iter__(self):
        return self

    def __next__(self):
        return next(self)


class chain(_iterator):
    def __new__(cls, /, *iterables):
        return pass_for(_chain(iter(iterables)), cls)

    @classmethod
    def from_iterable(cls, iterable, /):
        return pass_for(_chain(iter(iterable)), cls)


def _chain(iterables):
    for iterable in iterables:
        for item in iterable:
            yield item


class count:
    __static__ = True

    def __init__(self, start=0, step=1):
        if not _is_number(start) or not _is_number(step):
            raise TypeError("a number is required")
        self._next = start
        self._step = step

    def __iter__(self):
        return self

    def __next__(self):
        number = self._next
        self._next = number + self._step
        return number

    def __repr__(self):
        step = self._step
        if isinstance(step, int) and step == 1:
            return f"count({self._next!r})"
        return f"count({self._next!r}, {step!r})"

    def __reduce__(self):
        return type(self), (self._next, self._step)


def _is_number(value):
    return isinstance(value, (int, float)) or hasattr(value, "__add__") and (
        hasattr(value, "__float__") or hasattr(value, "__index__")
    )


class cycle(_iterator):
    def __new__(cls, iterable, /):
        return pass_for(_cycle(iter(iterable)), cls)


def _cycle(iterator):
    saved = []
    for item in iterator:
        yield item
        saved.append(item)
    while saved:
        for item in saved:
            yield item


class repeat:
    __static__ = True

    def __init__(self, object, times=None):
        self._object = object
        self._times = None if times is None else max(_index(times), 0)

    def __iter__(self):
        return self

    def __next__(self):
        if self._times is not None:
            if self._times == 0:
                raise StopIteration
            self._times -= 1
        return self._object

    def __length_hint__(self):
        if self._times is None:
            raise TypeError("len() of unsized object")
        return self._times

    def __repr__(self):
        if self._times is None:
            return f"repeat({self._object!r})"
        return f"repeat({self._object!r}, {self._times})"

    def __reduce__(self):
        times = () if self._times is None else (self._times,)
        return type(self), (self._object,) + times


def _index(value):
    if isinstance(value, int):
        return value
    if not hasattr(value, "__index__"):
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    return value.__index__()


class accumulate(_iterator):
    def __new__(cls, iterable, func=None, *, initial=None):
        return pass_for(_accumulate(iter(iterable), func, initial), cls)


def _accumulate(iterator, func, total):
    if total is None:
        for total in iterator:
            break
        else:
            return
    yield total
    for item in iterator:
        total = total + item if func is None else func(total, item)
        yield total


class compress(_iterator):
    def __new__(cls, data, selectors):
        return pass_for(_compress(iter(data), iter(selectors)), cls)


def _compress(data, selectors):
    for item, selected in zip(data, selectors):
        if selected:
            yield item


class dropwhile(_iterator):
    def __new__(cls, predicate, iterable, /):
        return pass_for(_dropwhile(predicate, iter(iterable)), cls)


def _dropwhile(predicate, iterator):
    for item in iterator:
        if not predicate(item):
            yield item
            break
    for item in iterator:
        yield item


class takewhile(_iterator):
    def __new__(cls, predicate, iterable, /):
        return pass_for(_takewhile(predicate, iter(iterable)), cls)


def _takewhile(predicate, iterator):
    for item in iterator:
        if not predicate(item):
            return
        yield item


class filterfalse(_iterator):
    def __new__(cls, function, iterable, /):
        return pass_for(_filterfalse(function, iter(iterable)), cls)


def _filterfalse(function, iterator):
    for item in iterator:
        if not (item if function is None else function(item)):
            yield item


class starmap(_iterator):
    def __new__(cls, function, iterable, /):
        return pass_for(_starmap(function, iter(iterable)), cls)


def _starmap(function, iterator):
    for arguments in iterator:
        yield function(*tuple(arguments))


class pairwise(_iterator):
    def __new__(cls, iterable, /):
        return pass_for(_pairwise(iter(iterable)), cls)


def _pairwise(iterator):
    for before in iterator:
        for item in iterator:
            yield before, item
            before = item


class islice(_iterator):
    def __new__(cls, iterable, /, *limits):
        if not limits:
            raise TypeError("islice expected at least 2 arguments, got 1")
        if len(limits) > 3:
            raise TypeError(f"islice expected at most 4 arguments, got {len(limits) + 1}")
        start, step = 0, 1
        if len(limits) == 1:
            stop = _limit(limits[0], "Stop argument", None)
        else:
            stop = _limit(limits[1], "Stop argument", None)
            start = _limit(limits[0], "Indices", 0)
            if len(limits) == 3 and limits[2] is not None:
                step = limits[2]
                if not hasattr(step, "__index__") or _index(step) < 1:
                    raise ValueError("Step for islice() must be a positive integer or None.")
        return pass_for(_islice(iter(iterable), start, stop, step), cls)


def _limit(value, what, default):
    if value is None:
        return default
    if hasattr(value, "__index__") and 0 <= _index(value) <= 0x7FFFFFFFFFFFFFFF:
        return _index(value)
    raise ValueError(
        f"{what} for islice() must be None or an integer: 0 <= x <= sys.maxsize."
    )


def _islice(iterator, wanted, stop, step):
    if stop == 0 and wanted == 0:
        return
    position = 0
    for item in iterator:
        if position == wanted and position != stop:
            yield item
            wanted += step
            if stop is not None and wanted > stop:
                wanted = stop
        position += 1
        if stop is not None and position >= stop and position >= wanted:
            return


def tee(iterable, n=2, /):
    if _index(n) < 0:
        raise ValueError("n must be >= 0")
    iterator = iter(iterable)
    # A link holds an item and the link after it, which is None until the item was fetched.
    first = [None, None]
    return tuple([pass_for(_each(iterator, first), _tee) for _ in range(n)])


class _tee(_iterator):
    pass


def _each(iterator, link):
    while True:
        if link[1] is None:
            for item in iterator:
                link[0] = item
                link[1] = [None, None]
                break
            else:
                return
        item, link = link
        yield item


class zip_longest(_iterator):
    def __new__(cls, /, *iterables, fillvalue=None):
        return pass_for(_zip_longest([iter(iterable) for iterable in iterables], fillvalue), cls)


def _zip_longest(iterators, fillvalue):
    active = len(iterators)
    while active:
        items = []
        for number, iterator in enumerate(iterators):
            for item in iterator:
                items.append(item)
                break
            else:
                if iterator != ():
                    active -= 1
                    if not active:
                        return
                    iterators[number] = ()
                items.append(fillvalue)
        yield tuple(items)


class groupby(_iterator):
    def __new__(cls, iterable, key=None):
        return pass_for(_groupby(iter(iterable), key), cls)


def _groupby(iterator, key):
    for item in iterator:
        break
    else:
        return
    # The item that comes next, its key, and the mark of the group that may still take it.
    state = [item, item if key is None else key(item), None]
    while True:
        target = state[1]
        mark = state[2] = []
        yield target, _group(iterator, key, state, target, mark)
        state[2] = None
        while state[1] is target or state[1] == target:
            for item in iterator:
                state[0] = item
                state[1] = item if key is None else key(item)
                break
            else:
                return


def _group(iterator, key, state, target, mark):
    while state[2] is mark and (state[1] is target or state[1] == target):
        yield state[0]
        if state[2] is not mark:
            return
        for item in iterator:
            state[0] = item
            state[1] = item if key is None else key(item)
            break
        else:
            return


class product(_iterator):
    def __new__(cls, /, *iterables, repeat=1):
        if _index(repeat) < 0:
            raise ValueError("repeat argument cannot be negative")
        return pass_for(_product([tuple(iterable) for iterable in iterables] * repeat), cls)


def _product(pools):
    if not pools:
        yield ()
        return
    last = pools.pop()
    for pool in pools:
        if not pool:
            return
    places = [0] * len(pools)
    chosen = [pool[0] for pool in pools]
    while True:
        prefix = tuple(chosen)
        for item in last:
            yield prefix + (item,)
        for number in range(len(pools) - 1, -1, -1):
            place = places[number] + 1
            if place < len(pools[number]):
                places[number] = place
                chosen[number] = pools[number][place]
                break
            places[number] = 0
            chosen[number] = pools[number][0]
        else:
            return


def _length(r):
    r = _index(r)
    if r < 0:
        raise ValueError("r must be non-negative")
    return r


class combinations(_iterator):
    def __new__(cls, iterable, r):
        return pass_for(_combinations(tuple(iterable), _length(r), 1), cls)


class combinations_with_replacement(_iterator):
    def __new__(cls, iterable, r):
        return pass_for(_combinations(tuple(iterable), _length(r), 0), cls)


def _combinations(pool, r, gap):
    """Each place of a combination is at least `gap` after the one before."""
    size = len(pool)
    if r == 0:
        yield ()
        return
    if size == 0 or gap and r > size:
        return
    places = [number * gap for number in range(r - 1)]
    while True:
        prefix = tuple([pool[place] for place in places])
        for last in range(places[-1] + gap if places else 0, size):
            yield prefix + (pool[last],)
        for number in range(r - 2, -1, -1):
            place = places[number] + 1
            if place + gap * (r - 1 - number) < size:
                for following in range(number, r - 1):
                    places[following] = place
                    place += gap
                break
        else:
            return


class permutations(_iterator):
    def __new__(cls, iterable, r=None):
        pool = tuple(iterable)
        if r is None:
            r = len(pool)
        elif not isinstance(r, int):
            raise TypeError("Expected int as r")
        return pass_for(_permutations(pool, _length(r)), cls)


def _permutations(pool, r):
    size = len(pool)
    if r > size:
        return
    order = list(pool)
    # How many of the items behind each place have been there already.
    turns = [0] * r
    yield tuple(order[:r])
    while True:
        for place in range(r - 1, -1, -1):
            turns[place] += 1
            other = place + turns[place]
            if other < size:
                order[place], order[other] = order[other], order[place]
                yield tuple(order[:r])
                break
            # Every item has been here: bring back the order from before the first swap.
            turns[place] = 0
            order.append(order.pop(place))
        else:
            return
