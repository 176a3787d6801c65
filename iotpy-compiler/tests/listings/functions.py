def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def unused():
    with open("never") as f:
        return f.read()


def empty():
    pass


def returns(a):
    if a:
        return
    elif a is None:
        return None
    return (lambda x, y=a: x + y)(1)


fib(returns(empty()))
