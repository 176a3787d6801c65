import math

print(math.gcd(12, 18), math.gcd(-12, 18), math.gcd(0, 5), math.gcd(0, 0), math.gcd(), math.gcd(7),
    math.gcd(12, 18, 27), math.gcd(2 ** 100, 6 ** 50), math.gcd(10 ** 40, 15 ** 30))
print(math.lcm(4, 6), math.lcm(-4, 6), math.lcm(0, 5), math.lcm(), math.lcm(2, 3, 4, 5, 6, 7),
    math.lcm(2 ** 40, 3 ** 30))
for bad in (1.5, "a"):
    try:
        math.gcd(bad, 2)
    except TypeError as error:
        print(error)
