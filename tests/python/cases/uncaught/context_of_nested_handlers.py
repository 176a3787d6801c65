try:
    1 // 0
except ZeroDivisionError as e:
    try:
        raise ValueError('bad')
    except ValueError:
        {}['k']
