import operator as op

print(op.add(1, 2), op.add("a", "b"), op.sub(5, 3), op.mul(3, "x"), op.truediv(7, 2), op.floordiv(7, 2))
print(op.mod(7, 3), op.mod("%d", 5), op.pow(2, 10), op.neg(3), op.pos(-3), op.abs(-4), op.invert(5), op.inv(0))
print(op.lshift(1, 4), op.rshift(256, 2), op.and_(12, 10), op.or_(12, 10), op.xor(12, 10), op.not_([]))
print(op.lt(1, 2), op.le(2, 2), op.eq(1, 1.0), op.ne(1, 2), op.ge(1, 2), op.gt(3, 2))
print(op.truth([0]), op.truth(""), op.is_(None, None), op.is_not(None, None), op.index(True), op.index(7))
print(op.concat([1], [2]), op.contains([1, 2], 2), op.countOf([1, 2, 1], 1), op.indexOf([5, 6, 7], 6))
print(op.getitem({"a": 1}, "a"), op.getitem([1, 2, 3], slice(1, 3)), op.length_hint([1, 2]), op.length_hint(5, 9))
items = [1, 2, 3]
op.setitem(items, 0, 10)
op.delitem(items, 1)
print(items, op.iadd(items, [4]), items, op.iadd(1, 2), op.imul([1], 2), op.iconcat([1], [2]))
print(op.isub(5, 2), op.iand(6, 3), op.ior(6, 3), op.ixor(6, 3), op.ipow(2, 3), op.imod(7, 4), op.ifloordiv(7, 2))
print(op.itruediv(1, 4), op.ilshift(1, 3), op.irshift(8, 1), op.call(max, 1, 5), op.call(dict, a=1))
print(list(map(op.mul, [1, 2, 3], [4, 5, 6])), sorted([3, 1, 2], key=op.neg))
print(op.__add__(1, 2), op.__lt__(1, 2), op.__not__(0), op.__contains__("abc", "b"), op.__getitem__([7], 0))


def show(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)


show(op.add, 1, "a")
show(op.lt, 1, "a")
show(op.indexOf, [1], 2)
show(op.index, 1.5)
show(op.neg, "a")
show(op.truediv, 1, 0)
show(op.getitem, [], 0)
show(op.concat, 1, 2)
show(op.abs, "a")
