from time import asctime, ctime, gmtime, localtime, mktime, strftime, strptime, struct_time


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: strftime('%Y-%m-%d',(2020,13,1,0,0,0,0,0,0)))
show(lambda: strftime('%Y-%m-%d %j %a',(2020,0,0,0,0,0,0,0,0)))
show(lambda: strftime('%a',(2020,1,1,0,0,0,8,0,0)))
show(lambda: strftime('%a',(2020,1,1,0,0,0,-1,0,0)))
show(lambda: strftime('%a',(2020,1,1,0,0,0,-2,0,0)))
show(lambda: strftime('%a',(2020,1,32,0,0,0,-2,0,0)))
show(lambda: strftime('%a',(2020,1,1,24,0,0,-2,0,0)))
show(lambda: strftime('%a',(2020,1,1,0,60,0,-2,0,0)))
show(lambda: strftime('%a',(2020,1,1,0,0,62,-2,0,0)))
show(lambda: strftime('%a',(2020,1,1,0,0,0,0,367,0)))
show(lambda: strftime('%a',(2020,1,1)))
show(lambda: strftime('%a',3))
show(lambda: strftime(3))
