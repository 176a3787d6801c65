class Data:
    def __get__(self, obj, owner): return ("data", obj is not None, owner.__name__)
    def __set__(self, obj, value): print("set", value)
    def __delete__(self, obj): print("delete")

class NonData:
    def __get__(self, obj, owner=None): return ("non-data", obj is not None)

class SetOnly:
    def __set__(self, obj, value): obj.__dict__["setonly"] = ("stored", value)

class Host:
    d = Data()
    n = NonData()
    setonly = SetOnly()

h = Host()
print(h.d, Host.d, h.n, Host.n)
h.d = 1
h.n = 2
h.setonly = 3
print(h.d, h.n, h.setonly, vars(h))
h.__dict__["d"] = "hidden"
print(h.d)
del h.d
del h.n
print(h.n, type(Host.setonly).__name__)
try:
    del h.setonly
except AttributeError as error:
    print(error)
Host.d = "replaced"
print(h.d, Host.d)
