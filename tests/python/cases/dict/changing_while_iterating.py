def visit(change):
    table = {1: 1, 2: 2, 3: 3}
    try:
        for key in table:
            change(table, key)
    except RuntimeError as error:
        return error
    return table


print(visit(lambda table, key: table.pop(key)))
print(visit(lambda table, key: table.update({key + 10: 0})))
print(visit(lambda table, key: table.update({key: 9})))
print(visit(lambda table, key: table.clear()))
numbers = {1, 2, 3}
try:
    for n in numbers:
        numbers.add(n + 100)
except RuntimeError as error:
    print(error)
