import base64
import binascii
import zlib

print(base64.b64encode(b"hello"), base64.b64decode("aGVsbG8="), base64.b32encode(b"hey"), base64.b32decode(b"NBSXS==="), base64.a85encode(b"hello"), base64.b85decode(base64.b85encode(b"hello")))
print(binascii.hexlify(b"\xff\x00"), binascii.unhexlify("ff00"), zlib.crc32(b"a"), zlib.adler32(b"a"), binascii.crc_hqx(b"a", 1))
try: base64.b64decode("abc")
except binascii.Error as e: print(e)
