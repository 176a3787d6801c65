LINES = [(0, 1, 2), (3, 4, 5), (6, 7, 8), (0, 3, 6), (1, 4, 7), (2, 5, 8), (0, 4, 8), (2, 4, 6)]

class Board:
    def __init__(self, cells="." * 9): self.cells = cells
    @property
    def turn(self): return "X" if self.cells.count("X") == self.cells.count("O") else "O"
    @property
    def winner(self):
        for a, b, c in LINES:
            if self.cells[a] == self.cells[b] == self.cells[c] != ".": return self.cells[a]
        return None if "." in self.cells else "draw"
    def moves(self): return [i for i, c in enumerate(self.cells) if c == "."]
    def play(self, i):
        if self.cells[i] != ".": raise ValueError(f"{i} is taken")
        return Board(self.cells[:i] + self.turn + self.cells[i + 1:])
    def __str__(self): return "/".join(self.cells[i:i + 3] for i in (0, 3, 6))

class Player:
    def __init__(self): self.memo = {}
    def score(self, board):
        if board.cells in self.memo: return self.memo[board.cells]
        match board.winner:
            case "X": value = 1
            case "O": value = -1
            case "draw": value = 0
            case None:
                best = max if board.turn == "X" else min
                value = best(self.score(board.play(m)) for m in board.moves())
        self.memo[board.cells] = value
        return value
    def move(self, board):
        sign = 1 if board.turn == "X" else -1
        return max(board.moves(), key=lambda m: (sign * self.score(board.play(m)), -m))

player = Player()
board = Board("XO..X....")
while board.winner is None:
    board = board.play(player.move(board))
    print(board)
print(board.winner, len(player.memo), player.score(Board("X.O......")))
try: board.play(0)
except ValueError as error: print(error)
