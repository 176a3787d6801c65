from heapq import merge

print(list(merge([1, 4, 7], [2, 5, 8], [3, 6, 9])))
print(list(merge()), list(merge([])), list(merge([], [1], [])), list(merge([1, 2])))
print(list(merge([3, 1], [4, 2], reverse=True)), list(merge([9, 5], [8, 8, 1], [], [6], reverse=True)))
print(list(merge(["dog", "horse"], ["cat", "fish", "kangaroo"], key=len)))
print(list(merge(["kangaroo", "fish"], ["horse", "ox"], key=len, reverse=True)))
print(list(merge([(1, "a"), (1, "b")], [(1, "c"), (2, "d")], key=lambda pair: pair[0])))
print(list(merge([(1, "b")], [(1, "a")], key=lambda pair: -pair[0], reverse=True)))


def squares(n):
    for i in range(n):
        yield i * i


print(list(merge(squares(5), range(0, 20, 6), iter([2]))))
m = merge([1, 3], [2])
print(next(m), next(m), next(m), next(m, "end"))
print(sum(merge(range(100), range(50, 150), range(0, 200, 7))))
