import calendar

for month in range(1, 13):
    print(calendar.monthrange(2024, month), calendar.month_name[month], calendar.month_abbr[month])
    print(calendar.month(2024, month))
calendar.setfirstweekday(calendar.SUNDAY)
print(calendar.firstweekday(), calendar.weekheader(3))
calendar.prmonth(2023, 2)
print(calendar.monthcalendar(2023, 2))
print(calendar.calendar(2025, m=4))
print([year for year in range(1890, 1930) if calendar.isleap(year)], calendar.leapdays(1, 2001))
print(calendar.timegm((2038, 1, 19, 3, 14, 7)), calendar.weekday(1969, 7, 20))
