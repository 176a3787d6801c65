from enum import Enum, IntEnum, Flag, StrEnum

Animal = Enum("Animal", "ANT BEE CAT")
print(Animal, list(Animal), Animal.BEE.value, Animal["CAT"])
print(list(Enum("Comma", "x, y,z", start=5)))
print(list(Enum("Listed", ["a", "b"])))
print(list(Enum("Paired", [("a", 3), ("b", "four")])))
print(list(Enum("Mapped", {"a": 1, "b": "q"})))
print(list(IntEnum("Ints", "a b", start=10)), IntEnum("Ints", "a b").b + 1)
print(list(Flag("Bits", "a b c")), StrEnum("Text", "Aa Bb").Bb)
print(list(Enum("Typed", [("a", 3)], type=str)), Enum("Typed", "a", type=int).a + 1)
print(list(Enum("Empty", ())), len(Enum("Empty", ())))
print(Enum("Q", "a b", module="m", qualname="W.Q").__qualname__)
try:
    Enum("Twice", "a a")
except TypeError as error:
    print(error)
