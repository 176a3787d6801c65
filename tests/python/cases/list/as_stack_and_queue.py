stack = []
for token in "3 4 + 2 * 7 / 5 -".split():
    if token in "+-*/":
        right = stack.pop()
        left = stack.pop()
        stack.append({"+": left + right, "-": left - right, "*": left * right,
            "/": left / right}[token])
    else:
        stack.append(float(token))
    print(token, stack)
queue = [1]
order = []
while queue:
    node = queue.pop(0)
    order.append(node)
    for child in (2 * node, 2 * node + 1):
        if child < 12:
            queue.append(child)
print(order)
