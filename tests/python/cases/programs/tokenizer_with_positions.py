class Token:
    __slots__ = ("kind", "text", "line", "column")
    def __init__(self, kind, text, line, column):
        self.kind, self.text, self.line, self.column = kind, text, line, column
    def __repr__(self): return f"{self.kind}({self.text!r})@{self.line}:{self.column}"
    def __eq__(self, other): return (self.kind, self.text) == other

class LexError(SyntaxError): pass
KEYWORDS = {"if", "else", "while", "return", "fn"}
DOUBLE = ["==", "!=", "<=", ">=", "->", "&&", "||"]

def tokens(source):
    line, column, i = 1, 1, 0
    while i < len(source):
        char = source[i]
        start, at = i, column
        if char == "\n": line, column, i = line + 1, 1, i + 1; continue
        if char.isspace(): i += 1
        elif char == "/" and source[i:i + 2] == "//":
            while i < len(source) and source[i] != "\n": i += 1
        elif char.isdigit():
            while i < len(source) and (source[i].isdigit() or source[i] in "._"): i += 1
            yield Token("number", source[start:i], line, at)
        elif char.isalpha() or char == "_":
            while i < len(source) and (source[i].isalnum() or source[i] == "_"): i += 1
            word = source[start:i]
            yield Token("keyword" if word in KEYWORDS else "name", word, line, at)
        elif char in "\"'":
            end = source.find(char, i + 1)
            if end < 0: raise LexError(f"line {line}, column {at}: unfinished string")
            i = end + 1
            yield Token("string", source[start + 1:end], line, at)
        elif source[i:i + 2] in DOUBLE:
            i += 2
            yield Token("operator", source[start:i], line, at)
        elif char in "+-*/%=<>(){};,!":
            i += 1
            yield Token("operator", char, line, at)
        else: raise LexError(f"line {line}, column {at}: unexpected {char!r}")
        column += i - start

code = '''fn add(a, b) -> int { // sum
  if a >= 10 && b != 'x y' { return a + 1_000.5; }
  return _b2
}'''
for token in tokens(code): print(token, end=" ")
print()
counts = {}
for token in tokens(code): counts[token.kind] = counts.get(token.kind, 0) + 1
print(sorted(counts.items()), next(tokens("x")) == ("name", "x"))
for bad in ["a $ b", 'x = "open', "\n\n  @"]:
    try: print(list(tokens(bad)))
    except LexError as error: print(error)
