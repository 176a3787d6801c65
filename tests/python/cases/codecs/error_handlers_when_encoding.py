def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: 'aé€z'.encode('ascii', 'ignore'))
show(lambda: 'aé€z'.encode('ascii', 'replace'))
show(lambda: 'aé€z'.encode('ascii', 'backslashreplace'))
show(lambda: 'aé€z'.encode('ascii', 'xmlcharrefreplace'))
show(lambda: 'aé€z'.encode('ascii', 'strict'))
show(lambda: 'a€é'.encode('latin-1', 'ignore'))
show(lambda: 'a€é'.encode('latin-1', 'replace'))
show(lambda: 'a€é'.encode('latin-1', 'backslashreplace'))
show(lambda: 'a€é'.encode('latin-1', 'xmlcharrefreplace'))
show(lambda: 'a€é'.encode('latin-1', 'strict'))
show(lambda: 'x\U0001F600'.encode('ascii', 'backslashreplace'))
show(lambda: 'é'.encode('ascii', 'no such handler'))
show(lambda: 'a'.encode('ascii', 'no such handler'))
