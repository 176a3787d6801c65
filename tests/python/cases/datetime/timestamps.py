from datetime import date, datetime, time, timedelta, timezone, tzinfo


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: date.fromtimestamp(1e20))
show(lambda: date.fromtimestamp(-1e20))
show(lambda: date.fromtimestamp(1e12))
show(lambda: date.fromtimestamp('a'))
show(lambda: date.fromtimestamp(float('nan')))
show(lambda: date.fromtimestamp(float('inf')))
show(lambda: datetime.fromtimestamp(1e20))
show(lambda: datetime.fromtimestamp(1e12))
show(lambda: datetime.fromtimestamp(-1e11))
show(lambda: datetime.fromtimestamp(-62135596801))
show(lambda: datetime.fromtimestamp('a'))
show(lambda: datetime.fromtimestamp(float('nan')))
show(lambda: datetime.fromtimestamp(0,3))
show(lambda: datetime.fromtimestamp(1.5e-6))
show(lambda: datetime.fromtimestamp(2.5e-6))
show(lambda: datetime.fromtimestamp(-0.0000005))
show(lambda: datetime.now(3))
show(lambda: datetime(2020,1,1).timestamp())
show(lambda: datetime(1,1,1).timestamp())
show(lambda: datetime(9999,12,31).timestamp())
show(lambda: date.today() == datetime.now().date())
