# Days of the proleptic Gregorian calendar, numbered from 1 on 0001-01-01, and the names in them.
# What `calendar`, `datetime` and `time` share.

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
EPOCH = 719163  # the number of 1970-01-01
_BEFORE = (0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)


def is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year, month):
    if month == 2:
        return 29 if is_leap(year) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def day_of_year(year, month, day):
    return _BEFORE[month] + day + (1 if month > 2 and is_leap(year) else 0)


def days_before_year(year):
    year -= 1
    return year * 365 + year // 4 - year // 100 + year // 400


def day_number(year, month, day):
    return days_before_year(year) + day_of_year(year, month, day)


def from_day_number(number):
    # A guess that is never too early, and at most one year too late.
    year = (number * 400 + 146096) // 146097
    if days_before_year(year) >= number:
        year -= 1
    elif days_before_year(year + 1) < number:
        year += 1
    day = number - days_before_year(year)
    month = (day + 49) >> 5
    if day_of_year(year, month, 1) > day:
        month -= 1
    elif month < 12 and day_of_year(year, month + 1, 1) <= day:
        month += 1
    return year, month, day - day_of_year(year, month, 1) + 1


def iso_week_one(year):
    # The number of the Monday that starts the ISO year.
    first = days_before_year(year) + 1
    weekday = (first + 6) % 7
    return first - weekday + (7 if weekday > 3 else 0)


def iso_calendar(year, month, day):
    number = day_number(year, month, day)
    start = iso_week_one(year)
    if number < start:
        year -= 1
        start = iso_week_one(year)
    elif number >= start + 364 and number >= iso_week_one(year + 1):
        year += 1
        start = iso_week_one(year)
    days = number - start
    return year, days // 7 + 1, days % 7 + 1


def iso_week_exists(year, week):
    if week == 53:
        return iso_week_one(year + 1) - iso_week_one(year) == 371
    return 0 < week < 53
