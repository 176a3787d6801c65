class Ordered(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        print("prepare", name)
        return {"given": 1}
    def __new__(mcs, name, bases, namespace):
        cls = super().__new__(mcs, name, bases, namespace)
        cls.order = [k for k in namespace if not k.startswith("__")]
        return cls

class Form(metaclass=Ordered):
    zeta = 1
    alpha = 2
    def middle(self): pass
    beta = given + 1

print(Form.order, Form.beta, Form.given)
