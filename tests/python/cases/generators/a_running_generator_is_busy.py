def own():
    yield 1
    works = [lambda: next(me), lambda: me.send(None), lambda: me.close()]
    for work in works + [lambda: me.throw(KeyError)]:
        try:
            work()
        except ValueError as error:
            print(error)
    yield 2


me = own()
print(next(me), next(me), me.gi_running, list(me))
