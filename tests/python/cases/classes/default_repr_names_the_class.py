class Thing:
    class Inner:
        pass

    def method(self):
        pass

def shape(text):
    return text[: text.index(" at 0x")] + " at ...>"

def local():
    class Local:
        pass
    return Local

print(shape(repr(Thing())), shape(str(Thing.Inner())), shape(repr(local()())))
print(Thing, Thing.Inner, local(), type(Thing), type(Thing()))
print(Thing.__name__, Thing.__qualname__, Thing.Inner.__qualname__, local().__qualname__)
print(Thing.__module__, Thing.method.__qualname__, shape(repr(Thing.method)))
print(repr(Thing().method).startswith("<bound method Thing.method of <__main__.Thing object at"))
print(f"{Thing}", str(Thing.Inner), [Thing])
