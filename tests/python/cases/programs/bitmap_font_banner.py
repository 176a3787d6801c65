FONT = {"H": "101 101 111 101 101", "I": "111 010 010 010 111", "O": "111 101 101 101 111",
      " ": "0 0 0 0 0",
        "T": "111 010 010 010 010", "!": "1 1 1 0 1", "E": "111 100 110 100 111"}

class Canvas:
    def __init__(self, width, height, fill="."):
        self.cells = [[fill] * width for _ in range(height)]
        self.width, self.height = width, height
    def __setitem__(self, at, char):
        x, y = at
        if not (0 <= x < self.width and 0 <= y < self.height): raise IndexError(f"{at} is outside")
        self.cells[y][x] = char
    def __getitem__(self, at): return self.cells[at[1]][at[0]]
    def text(self, x, y, text, ink="#"):
        for char in text.upper():
            rows = FONT[char].split()
            for dy, row in enumerate(rows):
                for dx, bit in enumerate(row):
                    if bit == "1": self[x + dx, y + dy] = ink
            x += len(rows[0]) + 1
        return x
    def flood(self, x, y, ink):
        old = self[x, y]
        todo = [(x, y)]
        while todo:
            x, y = todo.pop()
            if 0 <= x < self.width and 0 <= y < self.height and self[x, y] == old != ink:
                self[x, y] = ink
                todo += [(x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)]
    def rotated(self):
        turned = Canvas(self.height, self.width)
        turned.cells = [list(row) for row in zip(*self.cells[::-1])]
        return turned
    def __str__(self): return "\n".join("".join(row).rstrip(".") or "." for row in self.cells)

c = Canvas(24, 7)
print(c.text(1, 1, "hi to!"))
c.flood(0, 0, " ")
print(c)
small = Canvas(4, 5)
small.text(0, 0, "E", "*")
print(small.rotated())
try: small.text(2, 0, "O")
except IndexError as error: print(error)
try: c.text(0, 0, "Z")
except KeyError as error: print("KeyError", error)
