from time import asctime, ctime, gmtime, localtime, mktime, strftime, strptime, struct_time


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: mktime((2020,14,35,25,61,61,0,0,0)))
show(lambda: mktime((2020,0,0,0,0,0,0,0,0)))
show(lambda: mktime((2020,1,1)))
show(lambda: mktime([2020,1,1]))
show(lambda: mktime((2020,'a',1,1,1,1,1,1,1)))
