from datetime import date, datetime, time, timedelta, timezone, tzinfo


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: datetime.fromisoformat('2020-01-01'))
show(lambda: datetime.fromisoformat('2020'))
show(lambda: datetime.fromisoformat(''))
show(lambda: datetime.fromisoformat(3))
show(lambda: datetime.fromisoformat('2020-01-01T25:00'))
show(lambda: datetime.fromisoformat('2020-01-01T12:34:56.1234567+00:00'))
show(lambda: datetime.fromisoformat('2020-01-01T12:34+24:00'))
show(lambda: datetime.fromisoformat('2020-01-01T12:34-00:00'))
show(lambda: datetime.fromisoformat('2020-01-01T12:3456'))
show(lambda: datetime.fromisoformat('2020-01-01T12,5'))
show(lambda: datetime.fromisoformat('2020-01-01T12.5'))
show(lambda: datetime.fromisoformat('2020-01-01T'))
show(lambda: datetime.fromisoformat('2020-01-01T1'))
show(lambda: datetime.fromisoformat('2020-01-01T12:'))
show(lambda: datetime.fromisoformat('2020-01-01T12:34:56.'))
show(lambda: datetime.fromisoformat('2020-01-01T12:34Zx'))
show(lambda: datetime.fromisoformat('2020-01-01T12:34Z'))
show(lambda: datetime.fromisoformat('20200101T1234'))
show(lambda: datetime.fromisoformat('2020W011T1234'))
show(lambda: datetime.fromisoformat('2020-W01-1T12:34'))
show(lambda: datetime.fromisoformat('2020-W01T12:34'))
show(lambda: datetime.fromisoformat('2020-01-01é12:34'))
