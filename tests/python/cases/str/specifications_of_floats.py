def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: [format(v, '') for v in (0.0, -1.5, 1234567.891, 1e-7, 1e300)])
show(lambda: [format(v, '.3f') for v in (0.0, -1.5, 1234567.891, 1e-7, 1e300)])
show(lambda: [format(v, 'e') for v in (0.0, -1.5, 1234567.891, 1e-7, 1e300)])
show(lambda: [format(v, 'g') for v in (0.0, -1.5, 1234567.891, 1e-7, 1e300)])
show(lambda: [format(v, '.2%') for v in (0.0, -1.5, 1234567.891, 1e-7, 1e300)])
show(lambda: [format(v, '12.2f') for v in (0.0, -1.5, 1234567.891, 1e-7, 1e300)])
show(lambda: [format(v, '+.1e') for v in (0.0, -1.5, 1234567.891, 1e-7, 1e300)])
show(lambda: [format(v, ',.2f') for v in (0.0, -1.5, 1234567.891, 1e-7, 1e300)])
show(lambda: [format(v, '_.1f') for v in (0.0, -1.5, 1234567.891, 1e-7, 1e300)])
show(lambda: [format(v, '012.1f') for v in (0.0, -1.5, 1234567.891, 1e-7, 1e300)])
show(lambda: [format(v, '<14') for v in (0.0, -1.5, 1234567.891, 1e-7, 1e300)])
show(lambda: [format(v, '^14') for v in (0.0, -1.5, 1234567.891, 1e-7, 1e300)])
show(lambda: [format(v, 'G') for v in (0.0, -1.5, 1234567.891, 1e-7, 1e300)])
show(lambda: [format(v, '.0f') for v in (0.0, -1.5, 1234567.891, 1e-7, 1e300)])
show(lambda: [format(v, '#.3g') for v in (0.0, -1.5, 1234567.891, 1e-7, 1e300)])
