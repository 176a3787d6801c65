from time import asctime, ctime, gmtime, localtime, mktime, strftime, strptime, struct_time


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: strptime('2020-02-30','%Y-%m-%d'))
show(lambda: strptime('30 Nov 00','%d %b %y'))
show(lambda: strptime('Feb 29','%b %d'))
show(lambda: strptime('Sat Nov 28 21:18:08 2026'))
show(lambda: strptime('12:00 +0100','%H:%M %z').tm_gmtoff)
show(lambda: strptime('12:00','%H:%M').tm_gmtoff)
show(lambda: strptime(' 1','%d'))
show(lambda: strptime('1','%d '))
show(lambda: strptime('1 ','%d'))
show(lambda: strptime('111','%m%d'))
show(lambda: strptime('11','%m%d'))
show(lambda: strptime('20200','%Y%m'))
show(lambda: strptime('2020 0 1','%Y %U %w'))
show(lambda: strptime('2020 0 0','%Y %W %w'))
show(lambda: strptime('2021 00 3','%Y %U %w'))
show(lambda: strptime('12 am','%I %p'))
show(lambda: strptime('12 PM','%I %p'))
show(lambda: strptime('2020 366','%Y %j'))
show(lambda: strptime('1 2020','%V %Y'))
show(lambda: strptime('9999 53 5','%Y %U %w'))
show(lambda: strptime('0000','%Y'))
show(lambda: strptime('2021 10','%Y %U'))
show(lambda: strptime('2021 mon','%Y %a'))
show(lambda: (strptime('  1  2 ', ' %d %m ')))
show(lambda: (strptime('1\n2', '%d %m')))
show(lambda: (strptime('1\n2', '%d%n%m')))
