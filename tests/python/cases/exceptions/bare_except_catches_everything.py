for error in (ValueError, KeyboardInterrupt, SystemExit, Exception("x"), BaseException):
    try:
        raise error
    except:
        print("caught")
try:
    1 / 0
except:
    pass
print("done")
