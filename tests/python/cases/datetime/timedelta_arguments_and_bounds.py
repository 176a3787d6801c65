from datetime import date, datetime, time, timedelta, timezone, tzinfo


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: timedelta('a'))
show(lambda: timedelta(days='a'))
show(lambda: timedelta(days=10**9))
show(lambda: timedelta(days=10**10))
show(lambda: timedelta(days=10**30))
show(lambda: timedelta(days=-10**9))
show(lambda: timedelta(days=1e300))
show(lambda: timedelta(days=float('inf')))
show(lambda: timedelta(days=float('nan')))
show(lambda: timedelta.max+timedelta(1))
show(lambda: divmod(timedelta(1),timedelta(0)))
