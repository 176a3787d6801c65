class Watched:
    kind = "watched"

    def __init__(self):
        self.x = 1

    def __getattribute__(self, name):
        if name != "__class__" and name != "__dict__":
            print("get", name, end="; ")
        if name == "secret":
            raise AttributeError("hidden")
        return object.__getattribute__(self, name)

    def __getattr__(self, name):
        return "fallback " + name

    def method(self):
        return self.x + 1

w = Watched()
print(w.x)
print(w.kind)
print(w.method())
print(w.secret)
print(w.other)
print(hasattr(w, "nope"))

class Super(Watched):
    def __getattribute__(self, name):
        return ("super", super().__getattribute__(name))
print(Super().x)
class Only:
    def __getattribute__(self, name): return name.upper()
print(Only().anything, Only().x)
