def search(items, target):
    low, high = 0, len(items) - 1
    while low <= high:
        middle = (low + high) // 2
        if items[middle] == target:
            return middle
        if items[middle] < target:
            low = middle + 1
        else:
            high = middle - 1
    return ~low

items = [i * 3 for i in range(50)]
print([search(items, t) for t in (0, 3, 147, 150, -1, 4, 75, 76)])
print([search([], 1), search([5], 5), search([5], 6), search(list("abcxyz"), "m")])
