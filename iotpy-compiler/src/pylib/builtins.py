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
    items = self.copy()
    keys = items if key is None else [key(item) for item in items]
    order = list(range(len(items)))
    if reverse:
        order.reverse()
    order = _merge_sort(keys, order)
    if reverse:
        order.reverse()
    self[:] = [items[index] for index in order]


def _merge_sort(keys, order):
    size = len(order)
    width = 1
    while width < size:
        merged = []
        for start in range(0, size, 2 * width):
            left = start
            middle = right = start + width
            if middle >= size:
                merged.extend(order[start:])
                break
            end = middle + width
            if end > size:
                end = size
            while left < middle and right < end:
                if keys[order[right]] < keys[order[left]]:
                    merged.append(order[right])
                    right += 1
                else:
                    merged.append(order[left])
                    left += 1
            merged.extend(order[left:middle])
            merged.extend(order[right:end])
        order = merged
        width *= 2
    return order


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
