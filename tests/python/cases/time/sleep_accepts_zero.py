import time

print(time.sleep(0), time.sleep(0.0))
try:
    time.sleep(-1)
except ValueError as error:
    print(error)
try:
    time.sleep("1")
except TypeError as error:
    print(type(error).__name__)
