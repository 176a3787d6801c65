import calendar
from calendar import *


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: monthcalendar(2024,2))
show(lambda: list(Calendar(6).iterweekdays()))
show(lambda: list(Calendar().itermonthdays2(2024,2)))
show(lambda: list(Calendar().itermonthdays3(2024,1)))
show(lambda: list(Calendar(3).itermonthdays4(2024,12)))
show(lambda: list(Calendar().itermonthdates(2024,2))[:4])
show(lambda: Calendar(6).monthdatescalendar(2024,2)[0])
show(lambda: Calendar().monthdays2calendar(2024,2))
show(lambda: Calendar().yeardayscalendar(2024)[0][1])
