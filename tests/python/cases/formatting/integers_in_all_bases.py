for number in (0, 5, 255, -255, 65535, 2**40, -(2**70)):
    print(f"{number:b} {number:o} {number:x} {number:X} {number:#b} {number:#o} {number:#x} {number:#X}")
    print(f"{number:,} {number:_} {number:_b} {number:#_x} {number:+,} {number:#012x} {number:>+12}|")
print(f"{65:c}{0x1F600:c}{233:c}|{65:5c}|{65:<5c}|", f"{5:e} {5:.1f} {5:%} {5:g}", f"{1234567:n}")
print("%d %i %u %5d|%-5d|%05d %+d % d %x %X %#x %o %c %c" % (1, 2, 3, 4, 5, 6, 7, 8, 255, 255, 255, 8, 65, "z"))
print("%5s|%-5s|%.2s|%5.1s|%%|%r" % ("ab", "ab", "abc", "xyz", "q"), "%(a)s %(b)03d" % {"a": 1, "b": 2})
print("%*d|%-*d|%.*f" % (5, 1, 5, 2, 2, 3.14159))
