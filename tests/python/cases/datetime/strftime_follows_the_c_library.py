from datetime import date, datetime, time, timedelta, timezone, tzinfo


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: format(date(2020,1,1),''))
show(lambda: format(date(2020,1,1),'%d'))
show(lambda: time(1).strftime('%Y-%m-%d %H'))
show(lambda: datetime(2020,1,1).strftime('%z|%Z|%f|%:z'))
show(lambda: datetime(2020,1,1).strftime('%s'))
show(lambda: datetime(2020,1,1).strftime('%a%A%b%B%c%d%D%e%F%g%G%h%H%I%j%k%l%m%M%n%p%P%r%R%S%t%T%u%U%V%w%W%x%X%y%Y%%'))
show(lambda: datetime(2020,1,1).strftime('%Ey %Od'))
