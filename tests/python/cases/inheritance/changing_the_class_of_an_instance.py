class Closed:
    def open(self):
        self.__class__ = Open
        return "opening"

    def close(self):
        return "already closed"

class Open:
    def open(self):
        return "already open"

    def close(self):
        self.__class__ = Closed
        return "closing"

door = Closed()
door.name = "front"
print(door.open(), door.open(), type(door).__name__, door.close(), door.close(), door.name)
print(isinstance(door, Closed), isinstance(door, Open))
for value in (int, 5, "Closed"):
    try:
        door.__class__ = value
    except TypeError as error:
        print(error)
