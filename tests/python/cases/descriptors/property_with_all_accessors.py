class Celsius:
    def __init__(self, degrees=0):
        self._degrees = degrees

    @property
    def degrees(self):
        """The degrees."""
        print("get", end=" ")
        return self._degrees

    @degrees.setter
    def degrees(self, value):
        if value < -273.15:
            raise ValueError("below absolute zero")
        print("set", value)
        self._degrees = value

    @degrees.deleter
    def degrees(self):
        print("delete")
        del self._degrees

    @property
    def fahrenheit(self):
        return self.degrees * 9 / 5 + 32

c = Celsius(100)
print(c.degrees, c.fahrenheit)
c.degrees = 25
c.degrees += 5
print(c.fahrenheit, vars(c))
for bad in [lambda: setattr(c, "degrees", -300), lambda: setattr(c, "fahrenheit", 1),
            lambda: delattr(c, "fahrenheit")]:
    try:
        bad()
    except (ValueError, AttributeError) as error:
        print(type(error).__name__, error)
del c.degrees
try:
    c.degrees
except AttributeError as error:
    print(error)
print(Celsius.degrees.__doc__, isinstance(Celsius.degrees, property))
