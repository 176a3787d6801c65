puzzle = ("530070000" "600195000" "098000060" "800060003" "400803001" "700020006" "060000280"
    "000419005" "000080079")
board = [int(c) for c in puzzle]

def candidates(i):
    row, column = divmod(i, 9)
    used = set(board[row * 9:row * 9 + 9]) | set(board[column::9])
    corner = row // 3 * 27 + column // 3 * 3
    for r in range(3):
        used |= set(board[corner + 9 * r:corner + 9 * r + 3])
    return [n for n in range(1, 10) if n not in used]

steps = 0

def solve():
    global steps
    steps += 1
    empty = [i for i in range(81) if not board[i]]
    if not empty:
        return True
    best = min(empty, key=lambda i: len(candidates(i)))
    for n in candidates(best):
        board[best] = n
        if solve():
            return True
    board[best] = 0
    return False

print(solve(), steps)
for row in range(9):
    print(*board[row * 9:row * 9 + 9])
