class Plain:
    x = 1

class Computed:
    @property
    def x(self): return 2

def read(owner):
    return owner.x

def read_again(owner):
    return owner.x

def hooked(owner):
    return owner.x

class Later:
    pass

plain, computed = Plain(), Computed()
print(sum(read(plain) for _ in range(600)))
# What was known of attributes is void once a class changes.
Later.changed = True
print([read(computed) for _ in range(4)])

Plain.x = property(lambda self: 3)
print([read(plain) for _ in range(4)])
Plain.x = 4
print([read(plain) for _ in range(4)])

# The class itself shows the property, its instances what that answers.
print(sum(read_again(Plain) for _ in range(600)))
Plain.x = property(lambda self: 5)
print([(read_again(Plain()), type(read_again(Plain)).__name__) for _ in range(4)])

Plain.x = 6
print(sum(hooked(Plain()) for _ in range(600)))
Plain.__getattribute__ = lambda self, name: "hooked " + name
print([(hooked(Plain), hooked(Plain())) for _ in range(4)])
