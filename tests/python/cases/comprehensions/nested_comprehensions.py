matrix = [[1, 2, 3], [4, 5, 6]]
print([[row[i] for row in matrix] for i in range(3)], [[x * 2 for x in row if x % 2] for row
    in matrix], [sum(row) for row in matrix])
print([[(i, j) for j in range(i)] for i in range(4)], [[[k for k in range(j)] for j in range(i)]
    for i in range(3)])
print([x for row in [[y * y for y in r] for r in matrix] for x in row], {i: [j for j in range(i)]
    for i in range(3)})
