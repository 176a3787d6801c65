class Matrix:
    def __init__(self, rows):
        self.rows = [list(row) for row in rows]
        if len({len(row) for row in self.rows}) != 1:
            raise ValueError("rows of different lengths")

    @classmethod
    def identity(cls, size):
        return cls([int(i == j) for j in range(size)] for i in range(size))

    @property
    def T(self):
        return Matrix(zip(*self.rows))

    def __matmul__(self, other):
        columns = list(zip(*other.rows))
        if len(self.rows[0]) != len(other.rows):
            raise ValueError(f"{len(self.rows[0])} columns by {len(other.rows)} rows")
        return Matrix([sum(a * b for a, b in zip(r, c)) for c in columns] for r in self.rows)

    def __add__(self, other):
        if not isinstance(other, Matrix):
            return NotImplemented
        return Matrix([a + b for a, b in zip(*pair)] for pair in zip(self.rows, other.rows))

    def __mul__(self, factor):
        return Matrix([a * factor for a in row] for row in self.rows)

    __rmul__ = __mul__

    def __pow__(self, power):
        result, base = Matrix.identity(len(self.rows)), self
        while power:
            if power & 1:
                result @= base
            base, power = base @ base, power >> 1
        return result

    def __eq__(self, other):
        return isinstance(other, Matrix) and self.rows == other.rows

    def __getitem__(self, place):
        i, j = place
        return self.rows[i][j]

    def __repr__(self):
        return f"Matrix({self.rows!r})"


m = Matrix([[1, 1], [1, 0]])
print(m @ m, m + m, 3 * m == m * 3, m.T == m)
print((m ** 90)[0, 1], (m ** 300)[0, 1])
ragged, narrow = [[1], [2, 3]], Matrix([[1, 2]])
for work in (lambda: Matrix(ragged), lambda: m @ narrow, lambda: m + 1, lambda: m[5, 0]):
    try:
        print(work())
    except (ValueError, TypeError, IndexError) as error:
        print(type(error).__name__, error)
