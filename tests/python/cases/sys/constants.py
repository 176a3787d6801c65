import sys

print(sys.maxsize, sys.maxunicode, sys.byteorder, sys.platform)
print(sys.version_info[0], sys.version_info >= (3, 8), sys.version_info < (4,), sys.version_info.major, sys.version_info[:1])
print(sys.version.split(".")[0], sys.version_info.releaselevel, len(sys.version_info), isinstance(sys.version_info, tuple))
print(sys.float_info.max, sys.float_info.min, sys.float_info.epsilon, sys.float_info.dig, sys.float_info.mant_dig)
print(sys.int_info.bits_per_digit, sys.int_info.sizeof_digit, sys.hash_info.width, sys.hash_info.modulus, sys.hash_info.inf)
print(sys.float_info)
print(sys.getdefaultencoding(), sys.getfilesystemencoding(), sys.get_int_max_str_digits(), sys.getrecursionlimit())
print(type(sys.argv), len(sys.argv), sys.argv[0][-3:], sys.argv is sys.argv)
print(sys.intern("abc"), sys.intern("abc") is sys.intern("abc"), isinstance(sys.path, list))
print(sys.stdout.encoding, sys.stdout.name, sys.stderr.name, sys.stdout.writable(), sys.stdout.readable(), sys.stdout.closed)
try:
    sys.intern(3)
except TypeError as error:
    print(error)
