attempts = 0

def flaky():
    global attempts
    attempts += 1
    if attempts < 4:
        raise RuntimeError(f"attempt {attempts}")
    return "ok"

def retry(f, times):
    last = None
    for i in range(times):
        try:
            return f(), i
        except RuntimeError as error:
            last = error
            print("failed:", error)
    raise last

print(retry(flaky, 5))
attempts = 0
try:
    retry(flaky, 2)
except RuntimeError as error:
    print("gave up:", error)
while True:
    try:
        flaky()
    except RuntimeError:
        continue
    else:
        break
    finally:
        print("tried", attempts)
