from datetime import date, datetime, time, timedelta, timezone, tzinfo


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: timedelta(1)+1)
show(lambda: 1+timedelta(1))
show(lambda: timedelta(1)*'a')
show(lambda: timedelta(1)*1.5)
show(lambda: timedelta(1)/0)
show(lambda: timedelta(1)/0.0)
show(lambda: timedelta(1)//0)
show(lambda: timedelta(1)//timedelta(0))
show(lambda: timedelta(1)/timedelta(0))
show(lambda: timedelta(1)%timedelta(0))
show(lambda: timedelta(1)%2)
show(lambda: timedelta(1)//2.0)
show(lambda: timedelta(1)/'a')
show(lambda: timedelta(1)<3)
show(lambda: timedelta(1)==3)
show(lambda: timedelta(1).days)
