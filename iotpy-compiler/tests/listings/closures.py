def counter(start, step=1):
    count = start

    def next_one():
        nonlocal count
        count += step
        return count

    def reset():
        nonlocal count
        count = start
        later()

    def later():
        del_me = [lambda: i for i in range(start)]
        return del_me

    return next_one, reset


counter(1)
