class R:
    def __reversed__(self): return iter("zyx")

class Seq:
    def __len__(self): return 3
    def __getitem__(self, i): return "abc"[i]

print(list(reversed(R())), list(reversed(Seq())))

class Half:
    def __getitem__(self, i): return i
class Refuse(Seq):
    __reversed__ = None
for value in (Half(), Refuse(), 5, {1, 2}):
    try:
        reversed(value)
    except TypeError as error:
        print(error)

class Hinted:
    def __iter__(self): return self
    def __next__(self): raise StopIteration
    def __length_hint__(self): return 10
print(list(Hinted()))
