class VMError(Exception): pass

class VM:
    def __init__(self, program):
        self.code, self.labels = [], {}
        for line in program.strip().splitlines():
            line = line.split("#")[0].strip()
            if line.endswith(":"):
                self.labels[line[:-1]] = len(self.code)
            elif line:
                name, *args = line.split()
                self.code.append((name, args))
        self.stack, self.vars, self.output, self.calls, self.pc = [], {}, [], [], 0

    def run(self, steps=1000):
        while self.pc < len(self.code):
            steps -= 1
            if steps < 0:
                raise VMError("out of steps")
            name, args = self.code[self.pc]
            self.pc += 1
            operation = getattr(self, "op_" + name, None)
            if operation is None:
                raise VMError(f"unknown instruction {name} at {self.pc - 1}")
            operation(*args)
        return self.output

    def binary(self, f):
        b, a = self.stack.pop(), self.stack.pop()
        self.stack.append(f(a, b))

    def op_push(self, n): self.stack.append(int(n))
    def op_add(self): self.binary(lambda a, b: a + b)
    def op_sub(self): self.binary(lambda a, b: a - b)
    def op_mul(self): self.binary(lambda a, b: a * b)
    def op_lt(self): self.binary(lambda a, b: int(a < b))
    def op_store(self, name): self.vars[name] = self.stack.pop()
    def op_load(self, name): self.stack.append(self.vars[name])
    def op_print(self): self.output.append(self.stack.pop())
    def op_jump(self, label): self.pc = self.labels[label]
    def op_jz(self, label):
        if self.stack.pop() == 0: self.op_jump(label)
    def op_call(self, label): self.calls.append(self.pc); self.op_jump(label)
    def op_ret(self): self.pc = self.calls.pop()
    def op_halt(self): self.pc = len(self.code)

FACTORIAL = """
push 1
store acc
push 6
store n
loop:
  load n
  jz done
  load acc
  load n
  mul
  store acc
  load n
  push 1
  sub
  store n
  jump loop
done:
  load acc
  print
  push 9
  call square
  print
  halt
square:   # of the top
  store x
  load x
  load x
  mul
  ret
"""
print(VM(FACTORIAL).run())
for source in ["a:\njump a", "boom 1", "push x", "add", "load q", "push 1\npush 2 3"]:
    try:
        print(VM(source).run())
    except (VMError, ValueError, IndexError, KeyError, TypeError) as error:
        print(type(error).__name__, error)
