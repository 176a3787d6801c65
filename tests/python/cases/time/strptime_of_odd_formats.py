from time import asctime, ctime, gmtime, localtime, mktime, strftime, strptime, struct_time


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: strptime('61','%S'))
show(lambda: strptime('0 Mon','%U %a'))
show(lambda: strptime('sunday','%A'))
show(lambda: strptime('MAY','%B'))
show(lambda: strptime('1','%V'))
show(lambda: strptime('a\\b','a%\\b'))
show(lambda: strptime('5','%D'))
show(lambda: strptime('%','%%'))
show(lambda: strptime('1.5','%S.%f'))
show(lambda: strptime('x','%S'))
show(lambda: strptime('12/','%y/'))
show(lambda: strptime('',''))
