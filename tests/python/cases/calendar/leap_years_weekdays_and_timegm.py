import calendar
from calendar import *


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: (isleap(2000), isleap(1900), isleap(2024), isleap(-4)))
show(lambda: (leapdays(1900,2001), leapdays(2000,2000)))
show(lambda: weekday(2024,2,29))
show(lambda: weekday(2023,2,29))
show(lambda: (weekday(0,1,1), weekday(10000,1,1)))
show(lambda: weekday(2023,13,1))
show(lambda: (monthrange(2024,2), monthrange(2023,12)))
show(lambda: (timegm((1970,1,1,0,0,0)), timegm((2024,2,29,12,30,15,0,0,0)), timegm((2024,2,45,12,30,15))))
show(lambda: timegm((2024,13,1,0,0,0)))
show(lambda: timegm((0,1,1,0,0,0)))
show(lambda: (list(month_name), list(month_abbr), list(day_name), list(day_abbr)))
show(lambda: (month_name[1], day_name[-1], len(month_name)))
show(lambda: firstweekday())
show(lambda: setfirstweekday(7))
show(lambda: (Calendar().firstweekday, Calendar(8).firstweekday))
