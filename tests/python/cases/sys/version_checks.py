import sys

if sys.version_info >= (3, 6):
    print("new enough")
else:
    print("too old")
print(sys.version_info > (2, 7), sys.version_info[:2] >= (3, 8), sys.version_info.major == 3)
major, minor, *_ = sys.version_info
print(major, minor >= 11)
print("%d.%d" % sys.version_info[:2] == f"{sys.version_info.major}.{sys.version_info.minor}")
print(sys.maxsize == 2**63 - 1, sys.maxsize.bit_length(), chr(sys.maxunicode))
print(sys.float_info.max * 10, sys.float_info.min > 0, 1.0 + sys.float_info.epsilon > 1.0)
print(sys.platform in ("linux", "darwin"), sys.byteorder, isinstance(sys.hexversion, int))
print(hasattr(sys, "argv"), hasattr(sys, "no_such_thing"), getattr(sys, "no_such_thing", "default"))
