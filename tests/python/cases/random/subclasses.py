def t(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)


import random
class R2(random.Random):
    def random(self): return 0.5
t(lambda: R2().randint(1,10)); t(lambda: R2().choice("abc")); t(lambda: R2().uniform(0, 10)); t(lambda: R2().shuffle([1,2])); t(lambda: R2().sample(range(10), 3)); t(lambda: R2().randrange(5)); t(lambda: R2(1).gauss(0,1))
class R3(random.Random):
    def random(self): return super().random() / 2
    def getrandbits(self, k): return 3
t(lambda: R3(5).randint(1, 10)); t(lambda: R3(5).random())

