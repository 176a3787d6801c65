def run(program, data=""):
    tape, cell, pc, out, fed = [0] * 300, 0, 0, [], iter(data)
    jumps, stack = {}, []
    for i, op in enumerate(program):
        if op == "[":
            stack.append(i)
        elif op == "]":
            j = stack.pop()
            jumps[i], jumps[j] = j, i
    while pc < len(program):
        op = program[pc]
        if op == ">":
            cell += 1
        elif op == "<":
            cell -= 1
        elif op == "+":
            tape[cell] = (tape[cell] + 1) % 256
        elif op == "-":
            tape[cell] = (tape[cell] - 1) % 256
        elif op == ".":
            out.append(chr(tape[cell]))
        elif op == ",":
            tape[cell] = ord(next(fed, "\0"))
        elif op == "[" and not tape[cell] or op == "]" and tape[cell]:
            pc = jumps[pc]
        pc += 1
    return "".join(out)

print(run("++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>"
    ".<-.<.+++.------.--------.>>+."))
print(run(",[.,]", "echo"))
