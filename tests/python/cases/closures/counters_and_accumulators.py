def counter(start=0):
    n = start
    def up(by=1):
        nonlocal n
        n += by
        return n
    def down(by=1):
        nonlocal n
        n -= by
        return n
    def reset():
        nonlocal n
        n = start
    up.reset = reset
    return up, down

up, down = counter(10)
print(up(), up(5), down(), down(10))
up.reset()
print(up(), counter()[0](), up.reset.__name__)
def accumulator():
    values = []
    def add(*new):
        values.extend(new)
        return sum(values) / len(values)
    add.values = values
    return add
avg = accumulator()
print(avg(10), avg(20, 30), avg.values, avg(0))
