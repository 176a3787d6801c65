"""All ways to place queens that do not attack each other: recursion and lists of bools."""

SIZE = 10
SMALL = 5


class Board:
    def __init__(self, size):
        self.size = size
        self.columns = [False] * size
        self.rising = [False] * (2 * size)
        self.falling = [False] * (2 * size)
        self.placed = []
        self.ways = 0
        self.checksum = 0

    def place(self, row):
        if row == self.size:
            self.ways += 1
            for at, column in enumerate(self.placed):
                self.checksum = (self.checksum * 3 + column * (at + 1)) % 1000003
            return
        for column in range(self.size):
            up = row + column
            down = row - column + self.size
            if self.columns[column] or self.rising[up] or self.falling[down]:
                continue
            self.columns[column] = self.rising[up] = self.falling[down] = True
            self.placed.append(column)
            self.place(row + 1)
            self.placed.pop()
            self.columns[column] = self.rising[up] = self.falling[down] = False


def run(size):
    board = Board(size)
    board.place(0)
    return "%d %d" % (board.ways, board.checksum)


if __name__ == "__main__":
    print(run(SIZE))
