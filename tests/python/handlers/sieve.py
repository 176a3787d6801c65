LIMIT = 1000


def handler(event, context):
    composite = [False] * (LIMIT + 1)
    primes = []
    for number in range(2, LIMIT + 1):
        if composite[number]:
            continue
        primes.append(number)
        for multiple in range(number * number, LIMIT + 1, number):
            composite[multiple] = True
    return {"count": len(primes), "largest": primes[-1], "primes": primes}
