class Steps:
    def __init__(self, count):
        self.count = count

    def __iter__(self):
        return self

    def __next__(self):
        if self.count == 0:
            raise StopIteration("empty")
        self.count -= 1
        return self.count

    def send(self, value):
        print("send", value)
        return next(self)

    def throw(self, error):
        print("throw", repr(error))
        raise StopIteration("thrown")

    def close(self):
        print("close")


def run(count):
    result = yield from Steps(count)
    print("result", result)


print(list(run(3)))
gen = run(3)
print(next(gen), gen.send("x"))
try:
    gen.throw(ValueError("v"))
except StopIteration:
    print("ended")
gen = run(3)
next(gen)
gen.close()


def plain():
    yield from [1, 2]


gen = plain()
next(gen)
try:
    gen.send("x")
except AttributeError as error:
    print(error)
