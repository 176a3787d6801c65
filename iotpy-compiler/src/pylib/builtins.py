# What must call back to Python code. The virtual machine's own functions never do; it calls one of
# these instead when it is given a key function or a generator. None of them has default values,
# because there is no function object to hold them.


def map(*arguments):
    if len(arguments) < 2:
        raise TypeError("map() must have at least two arguments.")
    function, *iterables = arguments
    if len(iterables) == 1:
        return _map_one(function, iter(iterables[0]))
    return _map_many(function, [iter(iterable) for iterable in iterables])


def _map_one(function, iterator):
    for item in iterator:
        yield function(item)


def _map_many(function, iterators):
    for items in _zip(iterators):
        yield function(*items)


def filter(*arguments):
    if len(arguments) != 2:
        raise TypeError(f"filter expected 2 arguments, got {len(arguments)}")
    return _filter(arguments[0], iter(arguments[1]))


def _filter(function, iterator):
    for item in iterator:
        if item if function is None else function(item):
            yield item


# `print` where `sys.stdout` may be another stream, or to a file.
def print(*values, **options):
    separator = options.pop("sep", None)
    end = options.pop("end", None)
    file = options.pop("file", None)
    flush = options.pop("flush", False)
    if options:
        raise TypeError(f"'{list(options)[0]}' is an invalid keyword argument for print()")
    for name, value in ("sep", separator), ("end", end):
        if value is not None and not isinstance(value, str):
            kind = type(value).__name__
            raise TypeError(f"{name} must be None or a string, not {kind}")
    if file is None:
        from sys import stdout as file

        if file is None:
            return
    write = file.write
    first = True
    for value in values:
        if not first:
            write(" " if separator is None else separator)
        first = False
        write(str(value))
    write("\n" if end is None else end)
    if flush:
        file.flush()


# `iter` with two arguments.
def iter_until(function, sentinel, /):
    if not callable(function):
        raise TypeError("iter(v, w): v must be callable")
    return _iter_until(function, sentinel)


def _iter_until(function, sentinel):
    while True:
        try:
            value = function()
        except StopIteration:
            return
        if value is sentinel or value == sentinel:
            return
        yield value


def enumerate(iterable, *start, **options):
    if "start" in options:
        start = (options["start"],)
    return _enumerate(iter(iterable), start[0] if start else 0)


def _enumerate(iterator, number):
    for item in iterator:
        yield number, item
        number += 1


def zip(*iterables, **options):
    strict = options.pop("strict", False)
    if options:
        raise TypeError(f"'{list(options)[0]}' is an invalid keyword argument for zip()")
    iterators = [iter(iterable) for iterable in iterables]
    return _zip_strict(iterators) if strict else _zip(iterators)


def _zip(iterators):
    while iterators:
        items = []
        for iterator in iterators:
            for item in iterator:
                items.append(item)
                break
            else:
                return
        yield tuple(items)


def _zip_strict(iterators):
    while iterators:
        items = []
        for iterator in iterators:
            for item in iterator:
                items.append(item)
                break
            else:
                if items:
                    raise ValueError(_uneven(len(items), "shorter"))
                for number in range(1, len(iterators)):
                    for item in iterators[number]:
                        raise ValueError(_uneven(number, "longer"))
                return
        yield tuple(items)


def _uneven(number, kind):
    others = f"s 1-{number}" if number > 1 else " 1"
    return f"zip() argument {number + 1} is {kind} than argument{others}"


def any(iterable, /):
    for item in iterable:
        if item:
            return True
    return False


def all(iterable, /):
    for item in iterable:
        if not item:
            return False
    return True


def min(*arguments, **options):
    return _extreme("min", False, arguments, options)


def max(*arguments, **options):
    return _extreme("max", True, arguments, options)


def _extreme(name, largest, arguments, options):
    has_default = "default" in options
    default = options.pop("default", None)
    key = options.pop("key", None)
    if options:
        raise TypeError(f"'{list(options)[0]}' is an invalid keyword argument for {name}()")
    if not arguments:
        raise TypeError(f"{name} expected at least 1 argument, got 0")
    if len(arguments) == 1:
        arguments = arguments[0]
    elif has_default:
        raise TypeError(
            f"Cannot specify a default for {name}() with multiple positional arguments"
        )
    found = False
    best = best_key = None
    for item in arguments:
        item_key = item if key is None else key(item)
        if not found:
            found = True
        elif not (item_key > best_key if largest else item_key < best_key):
            continue
        best = item
        best_key = item_key
    if found:
        return best
    if has_default:
        return default
    raise ValueError(f"{name}() arg is an empty sequence")


def sorted(iterable, /, **options):
    result = list(iterable)
    list_sort(result, **options)
    return result


def list_sort(self, /, **options):
    key = options.pop("key", None)
    reverse = options.pop("reverse", False)
    if options:
        raise TypeError(f"'{list(options)[0]}' is an invalid keyword argument for sort()")
    values = list.copy(self)
    # Who looks at the list meanwhile sees an empty one.
    list.clear(self)
    try:
        keys = values if key is None else [key(value) for value in values]
        _sort(values, keys, True if reverse else False)
    finally:
        changed = list.__len__(self)
        list.clear(self)
        list.extend(self, values)
    if changed:
        raise ValueError("list modified during sort")


def _sort(values, keys, reverse):
    from _lang import sort_by_keys

    lanes = [keys] if keys is values else [keys, values]
    if reverse:
        for lane in lanes:
            lane.reverse()
    try:
        if not sort_by_keys(values, keys):
            _sort_lanes(lanes, len(keys))
    finally:
        if reverse:
            for lane in lanes:
                lane.reverse()


# Short lists are one run, whose keys are compared in CPython's order.
def _sort_lanes(lanes, size):
    width = size
    while width >= 64:
        width = (width + 1) // 2
    if width == 0:
        return
    for start in range(0, size, width):
        _sort_run(lanes, start, min(start + width, size))
    while width < size:
        for start in range(0, size - width, 2 * width):
            _merge(lanes, start, start + width, min(start + 2 * width, size))
        width *= 2


# What is in order at the start stays, a falling start is turned round, the others are put in by
# bisection.
def _sort_run(lanes, start, end):
    if end - start < 2:
        return
    keys = lanes[0]
    falls = True if keys[start + 1] < keys[start] else False
    first = start + 2
    while first < end and falls == (True if keys[first] < keys[first - 1] else False):
        first += 1
    if falls:
        for lane in lanes:
            lane[start:first] = lane[start:first][::-1]
    for place in range(first, end):
        pivot = keys[place]
        low = start
        high = place
        while low < high:
            middle = (low + high) // 2
            if pivot < keys[middle]:
                high = middle
            else:
                low = middle + 1
        for lane in lanes:
            lane.insert(low, lane.pop(place))


def _merge(lanes, start, middle, end):
    keys = lanes[0]
    if not keys[middle] < keys[middle - 1]:
        return
    left = start
    right = middle
    order = []
    while left < middle and right < end:
        if keys[right] < keys[left]:
            order.append(right)
            right += 1
        else:
            order.append(left)
            left += 1
    order.extend(range(left, middle))
    order.extend(range(right, end))
    for lane in lanes:
        lane[start:end] = [lane[place] for place in order]


# What natives need of iterables that run Python code.


def collect(iterable, /):
    return [item for item in iterable]


def contains(iterable, item, /):
    for other in iterable:
        if other is item or other == item:
            return True
    return False


def take(iterable, most, /):
    items = []
    for item in iterable:
        items.append(item)
        if len(items) == most:
            break
    return items


def next_item(iterator, /):
    return next(iterator)


def walk_by_index(sequence, /):
    index = 0
    while True:
        try:
            item = sequence[index]
        except (IndexError, StopIteration):
            return
        yield item
        index += 1


def walk_back(sequence, /):
    for index in range(len(sequence) - 1, -1, -1):
        yield sequence[index]


def text_of(value, /):
    return str(value)
