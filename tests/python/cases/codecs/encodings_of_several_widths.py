def show(work):
    try:
        print(repr(work()))
    except Exception as error:
        print(type(error).__name__, error)


texts = ["abc", "aé€", "\U0001F600z", ""]
show(lambda: [t.encode('utf-8') for t in texts])
show(lambda: [t.encode('utf-16') for t in texts])
show(lambda: [t.encode('utf-16-le') for t in texts])
show(lambda: [t.encode('utf-16-be') for t in texts])
show(lambda: [t.encode('utf-32') for t in texts])
show(lambda: [t.encode('utf-32-le') for t in texts])
show(lambda: [t.encode('utf-32-be') for t in texts])
show(lambda: [t.encode('utf-8-sig') for t in texts])
