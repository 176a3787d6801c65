def f(a):
    try:
        a()
    except ValueError as e:
        print(e)
    except (KeyError, OSError):
        raise
    except:
        return 1
    else:
        a = 2
    try:
        pass
    except ValueError:
        unreachable()
    raise KeyError(a) from None


def g(a):
    global e
    while a:
        try:
            a()
        except ValueError as e:
            if a:
                break
            continue
    assert a
    assert a > 1, "message"
    raise ValueError


f(1)
g(2)
