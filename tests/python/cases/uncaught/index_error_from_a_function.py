def first(items):
    return items[0]

print(first([1]))
print(first([]))
