import calendar
from calendar import *


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: month(2024,2))
show(lambda: month(2024,2,5,2))
show(lambda: TextCalendar(6).formatmonth(2024,3))
show(lambda: (TextCalendar(6).formatweekheader(3), TextCalendar().formatweekheader(10)))
show(lambda: weekheader(2))
show(lambda: TextCalendar().formatyear(2024,m=1))
