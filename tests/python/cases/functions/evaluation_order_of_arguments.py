def note(value):
    print("note", value)
    return value

def f(*args, **kwargs):
    return args, kwargs

print(f(note(1), note(2), a=note(3), b=note(4)))
print(f(*[note(1)], note(2), **{note("k"): note(5)}))
print(note(1) + note(2) * note(3), note(4) < note(5) < note(3) < note(9))
d = {note("a"): note(1), note("b"): note(2)}
x = [0, 0]
x[note(0)] = note(7)
print(x, [note(1), note(2)][note(1)])

def pick(name):
    print("pick", name)
    return f

print(pick("f")(note(1)))
