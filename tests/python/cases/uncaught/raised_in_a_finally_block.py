try:
    raise ValueError("first")
finally:
    print("finally")
    [].pop()
