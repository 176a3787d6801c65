def forever(n):
    return forever(n + 1) + 1

try:
    forever(0)
except RecursionError as error:
    print("RecursionError", type(error).__name__)

def ping(n):
    return pong(n)

def pong(n):
    return ping(n)

try:
    ping(1)
except RecursionError:
    print("again")

def safe():
    try:
        return forever(0)
    except RuntimeError:
        return "recovered"

print(safe(), safe())
