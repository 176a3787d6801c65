class Box:
    def __class_getitem__(cls, item):
        return f"{cls.__name__}[{item}]"

class Sub(Box): pass

print(Box[int.__name__], Box[1, 2], Sub["x"], Box[1:2])
try:
    Box()[0]
except TypeError as error:
    print(error)

class Plain: pass
try:
    Plain[int]
except TypeError as error:
    print(error)

class Meta(type):
    def __getitem__(cls, item): return ("meta", item)
class WithMeta(metaclass=Meta):
    def __class_getitem__(cls, item): return "never"
print(WithMeta[3])
