from time import asctime, ctime, gmtime, localtime, mktime, strftime, strptime, struct_time


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: asctime((2020,1,1,0,0,0,0,0,0)))
show(lambda: asctime((12345,1,1,0,0,0,0,0,0)))
show(lambda: asctime((-5,1,1,0,0,0,0,0,0)))
show(lambda: asctime((2020,13,1,0,0,0,0,0,0)))
show(lambda: asctime(3))
show(lambda: asctime((1,2)))
show(lambda: ctime(0))
show(lambda: ctime('a'))
