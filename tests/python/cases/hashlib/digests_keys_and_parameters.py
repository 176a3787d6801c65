import hashlib
import hmac

for n in sorted(hashlib.algorithms_guaranteed):
    h = hashlib.new(n, b"abc"); print(n, (h.hexdigest(10) if "shake" in n else h.hexdigest())[:20], h.digest_size, h.block_size)
print(hmac.new(b"k", b"m", "sha256").hexdigest(), hashlib.pbkdf2_hmac("sha256", b"p", b"s", 10, 40).hex())
print(hashlib.blake2b(b"x", digest_size=20, key=b"k", salt=b"s", person=b"p").hexdigest())
