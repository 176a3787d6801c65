def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: [format(v, '') for v in (0, 5, -5, 255, 10**20)])
show(lambda: [format(v, 'd') for v in (0, 5, -5, 255, 10**20)])
show(lambda: [format(v, 'b') for v in (0, 5, -5, 255, 10**20)])
show(lambda: [format(v, 'o') for v in (0, 5, -5, 255, 10**20)])
show(lambda: [format(v, 'x') for v in (0, 5, -5, 255, 10**20)])
show(lambda: [format(v, 'X') for v in (0, 5, -5, 255, 10**20)])
show(lambda: [format(v, 'e') for v in (0, 5, -5, 255, 10**20)])
show(lambda: [format(v, '%') for v in (0, 5, -5, 255, 10**20)])
show(lambda: [format(v, '<8') for v in (0, 5, -5, 255, 10**20)])
show(lambda: [format(v, '>8') for v in (0, 5, -5, 255, 10**20)])
show(lambda: [format(v, '^8') for v in (0, 5, -5, 255, 10**20)])
show(lambda: [format(v, '=+8') for v in (0, 5, -5, 255, 10**20)])
show(lambda: [format(v, '08') for v in (0, 5, -5, 255, 10**20)])
show(lambda: [format(v, '#x') for v in (0, 5, -5, 255, 10**20)])
show(lambda: [format(v, '#b') for v in (0, 5, -5, 255, 10**20)])
show(lambda: [format(v, ',') for v in (0, 5, -5, 255, 10**20)])
show(lambda: [format(v, '_') for v in (0, 5, -5, 255, 10**20)])
show(lambda: [format(v, '_x') for v in (0, 5, -5, 255, 10**20)])
show(lambda: [format(v, '*^10') for v in (0, 5, -5, 255, 10**20)])
show(lambda: [format(v, '+') for v in (0, 5, -5, 255, 10**20)])
show(lambda: [format(v, ' ') for v in (0, 5, -5, 255, 10**20)])
