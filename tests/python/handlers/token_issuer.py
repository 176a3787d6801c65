"""Signed tokens with an expiry: base64url, HMAC and constant-time comparison."""

import base64
import hashlib
import hmac
import json

KEY = b"a key for tests"


class TokenError(Exception):
    pass


def encode(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def decode(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def sign(message):
    return encode(hmac.new(KEY, message.encode(), hashlib.sha256).digest())


def issue(claims, now, ttl=300):
    header = encode(b'{"alg":"HS256","typ":"JWT"}')
    body = encode(json.dumps({**claims, "iat": now, "exp": now + ttl}, separators=(",", ":")).encode())
    return f"{header}.{body}.{sign(header + '.' + body)}"


def check(token, now):
    parts = token.split(".")
    if len(parts) != 3:
        raise TokenError("three parts are needed")
    if not hmac.compare_digest(sign(parts[0] + "." + parts[1]), parts[2]):
        raise TokenError("bad signature")
    claims = json.loads(decode(parts[1]))
    if claims["exp"] <= now:
        raise TokenError(f"expired {now - claims['exp']} s ago")
    return claims


def handler(event, context):
    now = event["now"]
    if "issue" in event:
        return {"token": issue(event["issue"], now)}
    token = event.get("token") or issue({"sub": "me"}, event["issued"])
    try:
        return {"claims": check(token + event.get("tail", ""), now)}
    except TokenError as error:
        return {"error": str(error)}
