from enum import Enum, Flag, auto


class Right(Flag):
    READ = auto()
    WRITE = auto()
    DELETE = auto()
    ALL = READ | WRITE | DELETE


class Role(Enum):
    GUEST = Right(0)
    USER = Right.READ
    EDITOR = Right.READ | Right.WRITE
    ADMIN = Right.ALL

    def may(self, right):
        return right in self.value

    @classmethod
    def least(cls, right):
        return next(role for role in cls if role.may(right))


for role in Role:
    print(role.name, role.value, [r.name for r in Right if r is not Right.ALL and role.may(r)])
print(Role.least(Right.WRITE), Role.least(Right.DELETE | Right.READ), Role(Right.ALL) is Role.ADMIN)
print(Right.ALL & ~Right.WRITE, Right.READ ^ Right.ALL, bool(Right(0)), Right(5), len(Right.ALL))
try:
    Role["OWNER"]
except KeyError as error:
    print("KeyError", error)
try:
    Right(8)
except ValueError as error:
    print(str(error).splitlines()[0])
