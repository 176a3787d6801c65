def inner():
    try:
        yield 1
    except KeyError as error:
        yield f"inner caught {error!r}"
    finally:
        print("inner ends")
    return "inner result"


def outer():
    try:
        result = yield from inner()
        yield result
    except ValueError as error:
        yield f"outer caught {error!r}"


gen = outer()
print(next(gen), gen.throw(KeyError("k")), next(gen), list(gen))
gen = outer()
print(next(gen), gen.throw(ValueError("v")), list(gen))
gen = outer()
next(gen)
gen.close()
gen = outer()
next(gen)
try:
    gen.throw(GeneratorExit("mine"))
except GeneratorExit as error:
    print(repr(error))
