def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: list(zip([1, 2], 'ab', strict=True)))
show(lambda: list(zip([1, 2], [3], strict=True)))
show(lambda: list(zip([1], [3, 4], strict=True)))
show(lambda: list(zip([1], [2], [3, 4], strict=True)))
show(lambda: list(zip(strict=True)))
show(lambda: zip([1], nothing=1))
show(lambda: zip(1))
show(lambda: zip([1], 2))
