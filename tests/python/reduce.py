"""Programs that are a little smaller than a given one, the biggest cuts first.

Each has some statements less, a block in the place of the statement around it, or an expression
replaced by one of its parts or by a plain value. Whether what is left still shows a difference is
for the caller to see: the reduction goes on with the first one that does.
"""

import ast
import copy

BATCH = 24
SIZES = (16, 8, 4, 2, 1)
PLAIN = ("0", "1", "''", "None", "[]")


def smaller(text, first):
    """Up to BATCH smaller programs of text, from the number first on."""
    tree = ast.parse(text)
    found = []
    for number, cut in enumerate(cuts(tree)):
        if number < first:
            continue
        less = cut_off(tree, cut)
        if less is not None and less != text:
            found.append(less)
        else:
            # An unusable cut keeps its number, so that the caller can count.
            found.append("")
        if len(found) == BATCH:
            break
    return found


def cut_off(tree, cut):
    changed = copy.deepcopy(tree)
    cut(changed)
    try:
        text = ast.unparse(ast.fix_missing_locations(changed)) + "\n"
        compile(text, "reduced.py", "exec")
    except (SyntaxError, ValueError):
        return None
    return text


def cuts(tree):
    """Functions that make a copy of the tree smaller in place."""
    places = list(blocks(tree))
    for size in SIZES:
        for place, (field, count) in places:
            for start in range(0, count, size):
                if size <= max(count, 1):
                    yield removal(place, field, start, size)
    for place, (field, count) in places:
        for at in range(count):
            yield lifting(place, field, at)
    for place in range(sum(1 for _ in expressions(tree))):
        for choice in range(len(PLAIN) + 4):
            yield replacement(place, choice)


def blocks(tree):
    """The number of each node that holds statements, with the field and their count."""
    for number, node in enumerate(ast.walk(tree)):
        for field in ("body", "orelse", "finalbody", "handlers", "cases"):
            held = getattr(node, field, None)
            if isinstance(held, list) and held:
                yield number, (field, len(held))


def node_at(tree, number):
    for index, node in enumerate(ast.walk(tree)):
        if index == number:
            return node


def removal(place, field, start, size):
    def cut(tree):
        node = node_at(tree, place)
        held = getattr(node, field)
        del held[start : start + size]
        if field == "body" and not held and not isinstance(node, ast.Module):
            held.append(ast.Pass())

    return cut


def lifting(place, field, at):
    """The statements inside a statement take its place."""

    def cut(tree):
        held = getattr(node_at(tree, place), field)
        inner = getattr(held[at], "body", None)
        if isinstance(inner, list) and isinstance(held[at], ast.stmt):
            held[at : at + 1] = inner

    return cut


def expressions(tree):
    """Each place where an expression is read: its owner, field and position."""
    for node in ast.walk(tree):
        for field, value in ast.iter_fields(node):
            values = value if isinstance(value, list) else [value]
            for index, item in enumerate(values):
                if isinstance(item, ast.expr) and is_read(item):
                    yield node, field, index if isinstance(value, list) else None


def is_read(item):
    return isinstance(getattr(item, "ctx", ast.Load()), ast.Load)


def is_value(part, whole):
    """Not what is called and not a module: those print as other things than our own."""
    if isinstance(whole, ast.Call) and part is whole.func:
        return False
    return isinstance(part, ast.expr) and not (
        isinstance(part, ast.Name) and part.id in ("json", "math")
    )


def replacement(place, choice):
    def cut(tree):
        for number, (node, field, index) in enumerate(expressions(tree)):
            if number == place:
                put(node, field, index, choice)
                return

    return cut


def put(node, field, index, choice):
    held = getattr(node, field)
    old = held if index is None else held[index]
    if isinstance(old, ast.Constant):
        return
    parts = [part for part in ast.iter_child_nodes(old) if is_value(part, old)]
    if choice < 4:
        if choice >= len(parts) or not is_read(parts[choice]):
            return
        new = parts[choice]
    else:
        new = ast.parse(PLAIN[choice - 4], mode="eval").body
    if index is None:
        setattr(node, field, new)
    else:
        held[index] = new
