from datetime import date, datetime, time, timedelta, timezone, tzinfo


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: datetime.strptime('12:00 +0530','%H:%M %z'))
show(lambda: datetime.strptime('12:00 +05:30:01.123','%H:%M %z'))
show(lambda: datetime.strptime('12:00 +05:3001','%H:%M %z'))
show(lambda: datetime.strptime('12:00 Z','%H:%M %z'))
show(lambda: datetime.strptime('12:00 UTC','%H:%M %Z'))
show(lambda: datetime.strptime('12:00 EST','%H:%M %Z'))
show(lambda: datetime.strptime('2020 53 1','%G %V %u'))
show(lambda: datetime.strptime('2020 53','%G %V'))
show(lambda: datetime.strptime('2020 53 1','%Y %V %u'))
show(lambda: datetime.strptime('2020 10 1','%Y %U %w'))
show(lambda: datetime.strptime('2020 10 1','%Y %W %u'))
show(lambda: datetime.strptime('2020 366','%Y %j'))
show(lambda: datetime.strptime('2021 366','%Y %j'))
show(lambda: datetime.strptime('2021 366','%G %j'))
show(lambda: datetime.strptime('11 pm','%I %p'))
show(lambda: datetime.strptime('69','%y'))
show(lambda: datetime.strptime('68','%y'))
show(lambda: datetime.strptime('Feb 29','%b %d'))
show(lambda: datetime.strptime('Mon Jan  5 10:11:12 2015','%c'))
show(lambda: datetime.strptime('01/05/15','%x'))
show(lambda: datetime.strptime('01:05:15','%X'))
show(lambda: datetime.strptime('61','%S'))
show(lambda: datetime.strptime('60','%S'))
show(lambda: datetime.strptime('1:2:3.5','%H:%M:%S.%f'))
