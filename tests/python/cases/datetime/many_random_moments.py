from datetime import date, datetime, timedelta, timezone

state = 99


def below(limit):
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
    return (state >> 33) % limit


def moment():
    zone = [None, timezone.utc, timezone(timedelta(minutes=below(2800) - 1400))][below(3)]
    return datetime(
        1 + below(9999),
        1 + below(12),
        1 + below(28),
        below(24),
        below(60),
        below(60),
        below(3) and below(1000000),
        zone,
    )


def attempt(action):
    try:
        return action()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


for n in range(80):
    a, b = moment(), moment()
    d = timedelta(below(100000) - 50000, below(200000), below(3000000))
    print(a, repr(b), d, repr(d))
    print(attempt(lambda: a - b), attempt(lambda: a < b), attempt(lambda: a + d), a == b)
    print(a.isocalendar()[:], a.toordinal(), a.timetuple()[:], a.date() - b.date())
    print(a.strftime("%a %d %b %Y %H:%M:%S.%f %z|%j %U %W %V %G %u"), a.isoformat("_", "milliseconds"))
    print(datetime.fromisoformat(a.isoformat()) == a, d / 7, d // 7, d % timedelta(hours=5), d * 1.5)
    print(date.fromordinal(a.toordinal() // 2 + 1), attempt(lambda: a.astimezone(timezone.utc)))
    print(attempt(lambda: datetime.fromtimestamp(below(10**9) / 8, timezone.utc)))
