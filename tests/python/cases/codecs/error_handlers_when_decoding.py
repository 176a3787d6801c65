def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: b'a\xffb\xe2\x82'.decode('utf-8', 'ignore'))
show(lambda: b'a\xffb\xe2\x82'.decode('utf-8', 'replace'))
show(lambda: b'a\xffb\xe2\x82'.decode('utf-8', 'backslashreplace'))
show(lambda: b'a\xffb\xe2\x82'.decode('utf-8', 'surrogateescape'))
show(lambda: b'a\xffb\xe2\x82'.decode('utf-8', 'strict'))
show(lambda: b'a\x80b'.decode('ascii', 'ignore'))
show(lambda: b'a\x80b'.decode('ascii', 'replace'))
show(lambda: b'a\x80b'.decode('ascii', 'backslashreplace'))
show(lambda: b'a\x80b'.decode('ascii', 'surrogateescape'))
show(lambda: b'a\x80b'.decode('ascii', 'strict'))
show(lambda: b'\xff'.decode('utf-8', 'xmlcharrefreplace'))
