class A:
    name = "A"
    def hello(self):
        return "A hello to " + type(self).__name__

class B(A):
    name = "B"
    def hello(self):
        return "B hello"

class C(B):
    name = "C"
    def hello(self):
        return [super(C, self).hello(), super(B, self).hello()]

c = C()
print(c.hello(), super(C, c).name, super(B, c).name, super(B, C).name)
print(super(B, c).hello())
try:
    super(C, A())
except TypeError as error:
    print(error)
try:
    super(B, c).nope
except AttributeError as error:
    print(error)
try:
    super(1, c)
except TypeError as error:
    print(error)

def outside():
    return super()

try:
    outside()
except RuntimeError as error:
    print(error)
