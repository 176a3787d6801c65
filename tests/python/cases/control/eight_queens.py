def solve(n):
    solutions = []
    def place(row, columns, left, right, board):
        if row == n:
            solutions.append(board)
            return
        for column in range(n):
            if column in columns or row + column in left or row - column in right:
                continue
            place(row + 1, columns | {column}, left | {row + column}, right | {row - column},
                board + [column])
    place(0, set(), set(), set(), [])
    return solutions

print(len(solve(6)), solve(6)[0], solve(5)[:3])
