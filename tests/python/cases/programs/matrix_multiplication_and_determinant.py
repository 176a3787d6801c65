def multiply(a, b):
    return [[sum(x * y for x, y in zip(row, column)) for column in zip(*b)] for row in a]

def determinant(m):
    if len(m) == 1:
        return m[0][0]
    return sum((-1) ** j * m[0][j] * determinant([row[:j] + row[j + 1:] for row in m[1:]]) for j
        in range(len(m)))

a = [[1, 2, 3], [4, 5, 6], [7, 8, 10]]
identity = [[int(i == j) for j in range(3)] for i in range(3)]
print(multiply(a, a), multiply(a, identity) == a, determinant(a), determinant([[2.5, 1], [0.5, 4]]))
power = identity
for _ in range(20):
    power = multiply(power, a)
print(power)
