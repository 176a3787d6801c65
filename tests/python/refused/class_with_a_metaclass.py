# refuse: 7 class
def handler(event, context):
    return Base.kind


# Keyword arguments of a class statement choose how the class itself is made.
class Base(metaclass=type):
    kind = "base"
