class Stop(Exception):
    pass


class Machine:
    def __init__(self, limit=200):
        self.stack, self.words, self.out, self.steps, self.limit = [], {}, [], 0, limit
        self.builtins = {
            "+": lambda b, a: a + b, "-": lambda b, a: a - b, "*": lambda b, a: a * b,
            "/": lambda b, a: a // b, "<": lambda b, a: int(a < b), "=": lambda b, a: int(a == b),
        }

    def run(self, source):
        tokens = iter(source.split())
        for token in tokens:
            self.steps += 1
            if self.steps > self.limit:
                raise Stop(f"after {self.limit} steps")
            if token == ":":
                name, body = next(tokens), []
                while (word := next(tokens)) != ";":
                    body.append(word)
                self.words[name] = " ".join(body)
            elif token in self.words:
                self.run(self.words[token])
            elif token == "times":
                body = next(tokens)
                for _ in range(self.stack.pop()):
                    self.run(body)
            elif token == "dup":
                self.stack.append(self.stack[-1])
            elif token == "swap":
                self.stack[-2:] = self.stack[:-3:-1]
            elif token == ".":
                self.out.append(self.stack.pop())
            elif token in self.builtins:
                self.stack.append(self.builtins[token](self.stack.pop(), self.stack.pop()))
            else:
                self.stack.append(int(token))
        return self


for program in (
    "2 3 + .", ": square dup * ; 7 square .", "1 10 times double .", ": double 2 * ; 1 10 times double .",
    "1 2 swap - .", "5 0 /", "+", ": loop loop ; loop", "1 2 < . 3 dup = .", ": broken 1 2",
):
    machine = Machine()
    try:
        print(machine.run(program).out, machine.stack, machine.steps)
    except StopIteration:
        print("unfinished definition")
    except Exception as error:
        print(type(error).__name__, error, machine.stack)
