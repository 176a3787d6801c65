def attempt(f):
    try:
        print(f())
    except TypeError as error:
        print(error)

attempt(lambda: 1 < "1")
attempt(lambda: "1" >= 1)
attempt(lambda: 1 <= None)
attempt(lambda: None > None)
attempt(lambda: [] < 1)
attempt(lambda: {} < {})
attempt(lambda: 1 < 1.5)
attempt(lambda: (1,) > [1])
attempt(lambda: 10 ** 30 < "a")
print(1 == "1", 1 != "1", None == 0, [] == (), 1 == None)
