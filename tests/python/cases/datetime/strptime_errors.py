from datetime import date, datetime, time, timedelta, timezone, tzinfo


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: datetime.strptime('2020','%Y-%m'))
show(lambda: datetime.strptime('2020-13','%Y-%m'))
show(lambda: datetime.strptime('2020x','%Y'))
show(lambda: datetime.strptime('2020','%Q'))
show(lambda: datetime.strptime('2020','%'))
show(lambda: datetime.strptime(3,'%'))
show(lambda: datetime.strptime('3',3))
show(lambda: datetime.strptime('30 2 2020','%d %m %Y'))
show(lambda: datetime.strptime('a.b*c','a.b*c'))
