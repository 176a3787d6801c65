class Stack(list):
    push = list.append
    @property
    def top(self): return self[-1] if self else None

def balanced(text):
    pairs, stack = dict(zip(")]}", "([{")), Stack()
    for at, char in enumerate(text):
        if char in "([{": stack.push((char, at))
        elif char in pairs:
            if not stack or stack.pop()[0] != pairs[char]: return at
    return stack.top[1] if stack else None

PRECEDENCE = {"+": 1, "-": 1, "*": 2, "/": 2, "^": 3}
def to_rpn(text):
    out, stack = [], Stack()
    for token in text.split():
        if token in PRECEDENCE:
            while (top := stack.top) and top != "(" and (PRECEDENCE[top] > PRECEDENCE[token] or
                   PRECEDENCE[top] == PRECEDENCE[token] and token != "^"):
                out.append(stack.pop())
            stack.push(token)
        elif token == "(": stack.push(token)
        elif token == ")":
            while stack.top != "(":
                if not stack: raise SyntaxError("unbalanced )")
                out.append(stack.pop())
            stack.pop()
        else: out.append(token)
    return out + stack[::-1]

def evaluate(rpn):
    stack = Stack()
    for token in rpn:
        try: stack.push(float(token))
        except ValueError:
            try: b, a = stack.pop(), stack.pop()
            except IndexError: raise SyntaxError(f"too few operands for {token}") from None
            stack.push({"+": a + b,
                  "-": a - b, "*": a * b, "/": a / b if b else float("inf"), "^": a ** b}[token])
    if len(stack) != 1: raise SyntaxError(f"{len(stack)} values left")
    return stack.pop()

for text in ["(a[b]{c})", "(]", "((", "a)b", "", "{[()]}["]: print(repr(text), balanced(text))
for text in ["1 + 2 * 3", "( 1 + 2 ) * 3", "2 ^ 3 ^ 2", "8 / 4 / 2", "1 +", "1 2", "1 + 2 )",
      "10 / 0", "1 - 2 - 3"]:
    try: print(text, "=", " ".join(to_rpn(text)), "=", evaluate(to_rpn(text)))
    except SyntaxError as error: print(text, "!!", error)
