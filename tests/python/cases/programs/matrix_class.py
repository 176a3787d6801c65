class Matrix:
    def __init__(self, rows):
        self.rows = [list(map(float, row)) for row in rows]
        if len({len(r) for r in self.rows}) > 1: raise ValueError("ragged rows")
    @classmethod
    def identity(cls, n): return cls([[i == j for j in range(n)] for i in range(n)])
    @property
    def shape(self): return len(self.rows), len(self.rows[0])
    @property
    def T(self): return Matrix(zip(*self.rows))
    def __getitem__(self, at):
        if isinstance(at, tuple): return self.rows[at[0]][at[1]]
        return self.rows[at]
    def __setitem__(self, at, value): self.rows[at[0]][at[1]] = float(value)
    def __add__(self,
          o): return Matrix([[a + b for a, b in zip(r, s)] for r, s in zip(self.rows, o.rows)])
    def __mul__(self, k): return Matrix([[a * k for a in r] for r in self.rows])
    __rmul__ = __mul__
    def __neg__(self): return -1 * self
    def __sub__(self, o): return self + -o
    def __matmul__(self, o):
        if self.shape[1] != o.shape[0]: raise ValueError(f"shapes {self.shape} and {o.shape}")
        return Matrix([[sum(a * b for a, b in zip(r, c)) for c in o.T.rows] for r in self.rows])
    def __pow__(self, n):
        result, base = Matrix.identity(len(self.rows)), self
        while n:
            if n & 1: result = result @ base
            base, n = base @ base, n >> 1
        return result
    def __eq__(self, o): return self.rows == o.rows
    def minor(self, i,
          j): return Matrix([r[:j] + r[j + 1:] for k, r in enumerate(self.rows) if k != i])
    def det(self):
        if self.shape == (1, 1): return self[0, 0]
        return sum((-1) ** j * self[0, j] * self.minor(0, j).det() for j in range(self.shape[1]))
    def __str__(self): return "\n".join(" ".join(f"{v:8.3f}" for v in r) for r in self.rows)
    def __iter__(self): return (v for r in self.rows for v in r)

a, b = Matrix([[1, 2], [3, 4]]), Matrix([[0, 1], [1, 0]])
print(a + b, a - b, 2 * a, a @ b, a.T, sep="\n--\n")
print((Matrix([[1, 1], [1, 0]]) ** 30)[0, 1], a.det(),
      Matrix([[2, 0, 1], [1, 3, 2], [1, 1, 4]]).det())
a[0, 0] = 9
print(list(a), a[1], sum(a), a == Matrix([[9, 2], [3, 4]]), max(a))
for bad in [lambda: Matrix([[1], [1, 2]]), lambda: a @ Matrix([[1, 2, 3]]),
      lambda: Matrix([["x"]])]:
    try: bad()
    except ValueError as error: print(error)
