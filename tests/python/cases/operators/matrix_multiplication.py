class Matrix:
    def __init__(self, rows):
        self.rows = rows

    def __matmul__(self, other):
        if not isinstance(other, Matrix):
            return NotImplemented
        columns = list(zip(*other.rows))
        return Matrix([[sum(a * b for a, b in zip(row, column)) for column in columns]
                       for row in self.rows])

    def __rmatmul__(self, other):
        return f"{other!r} @ matrix"

    def __imatmul__(self, other):
        print("in place")
        return self @ other

    def __repr__(self):
        return f"Matrix({self.rows})"

    def __pow__(self, exponent, modulus=None):
        result = self
        for _ in range(exponent - 1):
            result = result @ self
        if modulus:
            result = Matrix([[cell % modulus for cell in row] for row in result.rows])
        return result

a = Matrix([[1, 2], [3, 4]])
print(a @ a, a @ Matrix([[1], [1]]), [1] @ a)
b = a
b @= a
print(b, a, a ** 3, pow(a, 5), pow(a, 5, 7))
try:
    a @ 3
except TypeError as error:
    print(error)
