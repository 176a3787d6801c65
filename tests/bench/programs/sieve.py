"""Primes by crossing out multiples: items of a list in a loop."""

SIZE = 600_000
SMALL = 200


def run(size):
    is_prime = [True] * size
    is_prime[0] = is_prime[1] = False
    number = 2
    while number * number < size:
        if is_prime[number]:
            for multiple in range(number * number, size, number):
                is_prime[multiple] = False
        number += 1
    count = 0
    checksum = 0
    for number, prime in enumerate(is_prime):
        if prime:
            count += 1
            checksum = (checksum * 7 + number) % 1000003
    return "%d %d" % (count, checksum)


if __name__ == "__main__":
    print(run(SIZE))
