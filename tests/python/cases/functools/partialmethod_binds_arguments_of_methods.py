from functools import partialmethod


class Cell:
    def __init__(self):
        self.alive = False

    def set_state(self, state, *, loud=False):
        self.alive = state
        return ("set", state, loud)

    set_alive = partialmethod(set_state, True)
    set_dead = partialmethod(set_state, False, loud=True)
    again = partialmethod(set_alive, loud=1)

    @classmethod
    def make(cls, *args):
        return (cls.__name__, args)

    make_two = partialmethod(make, 1, 2)

    @staticmethod
    def double(x):
        return 2 * x

    four = partialmethod(double, 2)


c = Cell()
print(c.alive, c.set_alive(), c.alive, c.set_dead(), c.alive, c.again())
print(Cell.set_alive(c, loud=5), c.make_two(3), Cell.make_two(), c.four(), Cell.four())
try:
    partialmethod(5)
except TypeError as e:
    print(e)
