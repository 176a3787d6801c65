from time import asctime, ctime, gmtime, localtime, mktime, strftime, strptime, struct_time


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: gmtime(0))
show(lambda: gmtime(1e9))
show(lambda: gmtime(-1))
show(lambda: gmtime(-62135596801))
show(lambda: gmtime(253402300800))
show(lambda: gmtime(1e20))
show(lambda: gmtime('a'))
show(lambda: gmtime(float('nan')))
show(lambda: gmtime(0).tm_gmtoff)
show(lambda: gmtime(0).n_fields)
show(lambda: gmtime(0)[2:5])
show(lambda: tuple(gmtime(0)))
show(lambda: gmtime(0)==gmtime(0))
show(lambda: gmtime(0)<gmtime(1))
show(lambda: gmtime(0)==(1970,1,1,0,0,0,3,1,0))
show(lambda: localtime(0))
show(lambda: struct_time((1,2,3)))
show(lambda: struct_time(range(9)))
show(lambda: struct_time(range(12)))
show(lambda: struct_time(5))
show(lambda: mktime(gmtime(123456789)))
show(lambda: (strftime('%Y-%m-%d %H:%M:%S', gmtime(0))))
show(lambda: strftime('%f',gmtime(0)))
show(lambda: strftime('%5Y|%-m|%_m|%05m|%^B|%10A|%-H|%3j|%_j|%-y|%e|%-e|%0e|%#p|%#Z|%^Z|%10c|%10%|%5n|%_5d|%EY|%OH',gmtime(0)))
show(lambda: strftime('',gmtime(0)))
show(lambda: strftime('abc é %Y',gmtime(0)))
show(lambda: asctime(gmtime(0)))
