class A:
    try:
        A
    except NameError as error:
        print(error)

    def itself(self):
        return A

print(A().itself() is A)

def function():
    class B:
        try:
            B
        except NameError as error:
            print(error)
    return B

print(function().__name__)

class C:
    x = 1
    try:
        y = [x + z for z in range(2)]
    except NameError as error:
        print(error)
    w = [z for z in range(x)]
    v = list(map(lambda q: q, [x]))

print(C.w, C.v, hasattr(C, "y"))
