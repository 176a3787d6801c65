registry = {}
class App:
    def route(self, path, *methods):
        def add(f):
            registry[path] = (f, methods)
            return f
        return add
app = App()
decorators = [lambda f: f, lambda f: (lambda: f() + "!")]

@app.route("/", "GET")
def index(): return "index"

@decorators[1]
def shout(): return "hey"

@(lambda f: f())
def value(): return 42

@(lambda f: [f.__name__])
def printed(): pass

@str.upper
@(lambda f: f.__name__)
def text(): pass

print(index(), shout(), value, printed, text, registry["/"][1], registry["/"][0] is index)
try:
    @5
    def bad(): pass
except TypeError as error:
    print(error)
