class Greeter:
    def __init__(self, word):
        self.word = word

    def greet(self, name, mark="!"):
        return f"{self.word} {name}{mark}"

g = Greeter("Hello")
bound = g.greet
print(bound("you"), bound("me", "?"), bound(name="us", mark="."))
print(Greeter.greet(g, "them"))
print(bound.__self__ is g, bound.__func__ is Greeter.greet, bound.__name__)
print(g.greet == g.greet, g.greet is g.greet, Greeter.greet is Greeter.greet)
print(list(map(g.greet, ["a", "b"])))
h = Greeter("Hi")
print(g.greet == h.greet, bound != h.greet)
g.word = "Bye"
print(bound("you"))
