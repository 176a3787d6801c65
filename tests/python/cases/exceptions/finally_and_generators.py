def gen(log):
    try:
        yield 1
        yield 2
    except GeneratorExit:
        log.append("exit")
        raise
    except ValueError as error:
        log.append(f"value {error}")
        yield "handled"
    finally:
        log.append("finally")

log = []
g = gen(log)
print(next(g)); g.close(); print(log)
log.clear()
g = gen(log)
print(next(g), g.throw(ValueError("v")), list(g), log)
log.clear()
print(list(gen(log)), log)
log.clear()
g = gen(log)
g.close()
print(log, list(g))
log.clear()
g = gen(log)
next(g)
try:
    g.throw(KeyError("k"))
except KeyError as error:
    print("out", error, log)
