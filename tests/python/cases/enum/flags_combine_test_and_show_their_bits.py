from enum import Flag, IntFlag, auto, CONFORM, EJECT, KEEP


class Perm(Flag):
    R = 4
    W = 2
    X = 1
    RW = 6


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


print(Perm.R | Perm.X, repr(Perm.R | Perm.X), (Perm.R | Perm.W) is Perm.RW, Perm(7), Perm(0))
print(repr(Perm(0)), bool(Perm(0)), Perm.R & Perm.W, Perm.RW ^ Perm.W, ~Perm.R, ~Perm.RW)
print(Perm.R in Perm.RW, Perm.X in Perm.RW, list(Perm.RW), len(Perm(7)), list(Perm))
print(Perm.RW.name, (Perm.R | Perm.X).name, Perm(0).name, (Perm.R | Perm.X).value)
print(list(Perm.__members__), Perm["RW"], Perm.RW == Perm(6), hash(Perm(6)) == hash(Perm.RW))
attempt(lambda: Perm(9))
attempt(lambda: Perm("x"))
attempt(lambda: Perm.R | 4)
attempt(lambda: 4 in Perm.R)
print(Perm)


class Mode(IntFlag):
    R = 4
    W = 2
    X = 1


print(Mode.R | Mode.W, repr(Mode.R | Mode.W), Mode.R + 1, Mode.R == 4, Mode.R | 8, repr(Mode(9)))
print(repr(~Mode.R), repr(Mode.R & 6), repr(6 & Mode.R), repr(Mode(0)), f"{Mode.R:04b}", repr(Mode(-1)))
print(isinstance(Mode.R | 8, Mode), list(Mode(7)), Mode.W in Mode(6), repr(Mode.W ^ Mode.R))
attempt(lambda: Mode.R | "x")


class Conform(Flag, boundary=CONFORM):
    A = 1
    B = 4


class Keep(Flag, boundary=KEEP):
    A = 1
    B = 4


class Eject(Flag, boundary=EJECT):
    A = 1
    B = 4


print(repr(Conform(7)), repr(Conform(2)), repr(~Conform.A))
print(repr(Keep(3)), repr(Keep(2)), list(Keep(11)))
print(repr(Eject(7)), repr(Eject(5)), type(Eject(8)))
