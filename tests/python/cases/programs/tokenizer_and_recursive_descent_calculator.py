def tokenize(text):
    tokens, i = [], 0
    while i < len(text):
        c = text[i]
        if c.isspace():
            i += 1
        elif c.isdigit() or c == ".":
            j = i
            while j < len(text) and (text[j].isdigit() or text[j] == "."):
                j += 1
            tokens.append(float(text[i:j]) if "." in text[i:j] else int(text[i:j]))
            i = j
        elif c in "+-*/()^":
            tokens.append(c)
            i += 1
        else:
            raise SyntaxError(f"unexpected {c!r} at {i}")
    return tokens + [None]

def evaluate(text):
    tokens = tokenize(text)
    position = 0
    def advance():
        nonlocal position
        position += 1
        return tokens[position - 1]
    def atom():
        token = advance()
        if token == "(":
            value = expression()
            if advance() != ")":
                raise SyntaxError("expected )")
            return value
        if token == "-":
            return -atom()
        if not isinstance(token, (int, float)):
            raise SyntaxError(f"unexpected token {token!r}")
        return token
    def power():
        base = atom()
        if tokens[position] == "^":
            advance()
            return base ** power()
        return base
    def term():
        value = power()
        while tokens[position] in ("*", "/"):
            if advance() == "*":
                value = value * power()
            else:
                value = value / power()
        return value
    def expression():
        value = term()
        while tokens[position] in ("+", "-"):
            value = value + term() if advance() == "+" else value - term()
        return value
    value = expression()
    if tokens[position] is not None:
        raise SyntaxError("trailing input")
    return value

for text in ("1 + 2 * 3", "(1 + 2) * 3", "2 ^ 3 ^ 2", "-4 / 2 + 1.5", "10 - 3 - 2",
    "2 * (3 + (4 - 1)) ^ 2", "1 / 0", "1 + $", "(1", "1 2", ")", "2 ^ 100"):
    try:
        print(text, "=", evaluate(text))
    except (SyntaxError, ZeroDivisionError) as error:
        print(text, "->", type(error).__name__, error)
