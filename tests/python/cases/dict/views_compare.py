def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


d = {'a': 1, 'b': 2}
show(lambda: d.keys() == {'a', 'b'})
show(lambda: d.keys() <= {'a', 'b', 'c'})
show(lambda: d.keys() < d.keys())
show(lambda: d.keys() >= {'a'})
show(lambda: d.items() == {('a', 1), ('b', 2)})
show(lambda: d.items() == dict(d).items())
show(lambda: d.values() == d.values())
show(lambda: {'v': [1]}.items() == {'v': [1]}.items())
show(lambda: hash(d.keys()))
show(lambda: d.keys()[0])
show(lambda: ('a', 1) in d.items())
