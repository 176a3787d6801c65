from datetime import date, datetime, timedelta


class Day(date):
    def label(self):
        return f"<{self.isoformat()}>"


class Moment(datetime):
    pass


day = Day(2024, 2, 28)
print(repr(day), day.label(), (day + timedelta(2)).label(), type(day + timedelta(1)).__name__)
print(Day.fromordinal(738000).label(), Day.fromisoformat("2024-02-29").label(), day.replace(day=1).label())
print(day == date(2024, 2, 28), hash(day) == hash(date(2024, 2, 28)), day < date(2024, 3, 1))
moment = Moment(2024, 2, 28, 23, 30)
print(repr(moment), repr(moment + timedelta(hours=1)), str(moment), type(moment.replace(hour=1)).__name__)
print(isinstance(moment, date), isinstance(day, datetime), issubclass(datetime, date))
print(type(moment.date()).__name__, type(Moment.combine(day, moment.time())).__name__)
print(type(Moment.strptime("2024", "%Y")).__name__, type(Moment.fromtimestamp(0)).__name__)
print(f"{day:%d.%m.%Y}", f"{moment:%H:%M}", f"{moment}", "{:%j}".format(day))
print({day: 1}[date(2024, 2, 28)], sorted([date(2024, 1, 2), day, date(2023, 1, 1)])[0])


class Marked(date):
    def isoformat(self):
        return f"<{super().isoformat()}>"


print(str(Marked(2024, 2, 29)), f"{Marked(2024, 2, 29)}", Marked(2024, 2, 29).isoformat())
