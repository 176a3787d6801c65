"""Divisors by Euclid, bits and remainders: ints that fit 31 bits, no data."""

SIZE = 120_000
SMALL = 50


def divisor(a, b):
    while b:
        a, b = b, a % b
    return a


def bits_of(number):
    count = 0
    while number:
        count += number & 1
        number >>= 1
    return count


def run(size):
    divisors = 0
    bits = 0
    checksum = 1
    for number in range(1, size):
        divisors += divisor(number, 5040)
        if number % 4 == 0:
            bits += bits_of(number)
        checksum = (checksum * 31 + number ^ (number << 3)) & 0xFFFFFF
    return "%d %d %d" % (divisors, bits, checksum)


if __name__ == "__main__":
    print(run(SIZE))
