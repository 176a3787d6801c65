def attempt(text, *positional, **named):
    try:
        print(text.format(*positional, **named))
    except (IndexError, KeyError, ValueError, AttributeError, TypeError) as error:
        print(type(error).__name__, error)

attempt("{}")
attempt("{} {}", 1)
attempt("{2}", 1)
attempt("{name}", 1)
attempt("{", 1)
attempt("}", 1)
attempt("{0} {}", 1, 2)
attempt("{} {0}", 1, 2)
attempt("{!x}", 1)
attempt("{0!}", 1)
attempt("{:d}", "a")
attempt("{a.missing}", a=1)
attempt("{a[x]}", a={})
attempt("{a[5]}", a=[1])
attempt("{a[x]}", a=[1])
attempt("{:{}}", 1)
attempt("{0[}", [1])
attempt("{a b}", 1)
