values = [5, "text", None, [1], {}, 1.5, (1, 2), True]
for value in values:
    try:
        value()
    except TypeError as error:
        print(error)
