def value(name, result):
    print(name, end=" ")
    return result

print(value("a", 1) < value("b", 2) < value("c", 3))
print(value("a", 3) < value("b", 2) < value("c", 3))
print(value("a", 1) == value("b", 1) != value("c", 2) in value("d", [2]))
print(1 < 3 > 2, 1 < 3 > 5, 1 in [1] == True, (1 in [1]) == True)
print("a" < "b" <= "b" != "c")
print(1 == 1.0 == True, [] == [] != [0])
class Odd:
    def __lt__(self, other):
        return []
    def __gt__(self, other):
        return "yes"
print(Odd() < 1 < value("never", 2))
print(Odd() > 1 < value("asked", 2))
nan = float("nan")
print(nan < 1, nan > 1, nan == nan, nan != nan, nan in [nan], [nan] == [nan], 1 < nan < 2)
