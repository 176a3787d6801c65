import base64
import hashlib
import hmac
import json


def encode(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decode(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def sign(claims, secret):
    parts = [{"alg": "HS256", "typ": "JWT"}, claims]
    head = ".".join(encode(json.dumps(p, separators=(",", ":")).encode()) for p in parts)
    return f"{head}.{encode(hmac.new(secret, head.encode(), hashlib.sha256).digest())}"


def verify(token, secret, now):
    head, _, signature = token.rpartition(".")
    wanted = hmac.new(secret, head.encode(), "sha256").digest()
    if not hmac.compare_digest(wanted, decode(signature)):
        raise PermissionError("signature")
    claims = json.loads(decode(head.split(".")[1]))
    if claims.get("exp", 0) < now:
        raise PermissionError(f"expired {now - claims['exp']} s ago")
    return claims


token = sign({"sub": "device-1", "exp": 1000, "?": ">>>~~~"}, b"k")
print(token)
print(verify(token, b"k", 999))
for arguments in ((token, b"x", 1), (token, b"k", 1001), (token[:-2] + "AA", b"k", 1)):
    try:
        verify(*arguments)
    except PermissionError as error:
        print(error)
