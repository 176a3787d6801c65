class Odd:
    def __lt__(self, other):
        raise ArithmeticError("not ordered")
    def __format__(self, spec):
        return min([self, self])

print("go")
print(f"{Odd()}")
