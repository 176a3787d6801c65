import secrets
print(len(secrets.token_hex(8)), len(secrets.token_urlsafe(9)))
