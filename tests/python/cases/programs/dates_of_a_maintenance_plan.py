from calendar import monthrange
from datetime import date, datetime, timedelta, timezone


def add_months(day, months):
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, monthrange(year, month + 1)[1]))


def workday(day, holidays=()):
    while day.weekday() >= 5 or day in holidays:
        day += timedelta(days=1)
    return day


def plan(start, every_months, count, holidays):
    for n in range(count):
        wanted = add_months(start, n * every_months)
        yield wanted, workday(wanted, holidays)


holidays = {date(2024, 4, 1), date(2024, 5, 31)}
for wanted, actual in plan(date(2023, 12, 31), 1, 8, holidays):
    print(wanted, f"{actual:%a %d.%m.%y}", (actual - wanted).days, actual.isocalendar()[1])
start = datetime(2024, 2, 28, 22, 30, tzinfo=timezone(timedelta(hours=5, minutes=30)))
for hours in (0, 1.5, 25, 1000):
    later = start + timedelta(hours=hours)
    print(later.isoformat(), later.astimezone(timezone.utc).isoformat(" ", "minutes"))
print(max(holidays) - min(holidays), sorted(holidays)[0].strftime("%j"), date(2024, 12, 30).isocalendar())
