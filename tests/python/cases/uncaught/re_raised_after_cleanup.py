try:
    int("12a")
except ValueError:
    print("cleanup")
    raise
finally:
    print("finally")
