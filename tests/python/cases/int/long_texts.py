def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: int('f' * 10000, 16) == 16**10000 - 1)
show(lambda: int('1' + '0' * 9000, 2) == 2**9000)
show(lambda: int('9' * 4300) > 0)
show(lambda: int('9' * 4301))
show(lambda: int('1_' * 2000 + '1') > 0)
show(lambda: int(' ' * 9000 + '5'))
show(lambda: str(10**4300))
show(lambda: len(str(10**4299)))
show(lambda: f'{10**4300}')
show(lambda: hex(10**5000)[:8])
show(lambda: int('x' * 300))
