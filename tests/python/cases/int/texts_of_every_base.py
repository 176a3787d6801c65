def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: [int(t, 10) for t in ['12', ' 12 ', '+5', '-5', '1_000', '٣']])
show(lambda: [int(t, 0) for t in ['0x1F', '0b11', '0o17', '0', '00', '-0x_f']])
show(lambda: [int(t, 16) for t in ['ff', '0xFF', '-f']])
show(lambda: [int(t, 2) for t in ['101', '0b101']])
show(lambda: [int(t, 36) for t in ['zz', 'Z']])
show(lambda: int('_1', 10))
show(lambda: int('1_', 10))
show(lambda: int('1__0', 10))
show(lambda: int('', 10))
show(lambda: int('12a', 10))
show(lambda: int('010', 0))
show(lambda: int('2', 2))
show(lambda: int('z', 35))
show(lambda: int('5', 1))
show(lambda: int('5', 37))
show(lambda: int(5, 10))
show(lambda: int(base=10))
