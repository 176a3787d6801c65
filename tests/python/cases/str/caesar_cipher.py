def caesar(text, shift):
    result = []
    for ch in text:
        if ch.islower():
            result.append(chr((ord(ch) - 97 + shift) % 26 + 97))
        elif ch.isupper():
            result.append(chr((ord(ch) - 65 + shift) % 26 + 65))
        else:
            result.append(ch)
    return "".join(result)

secret = caesar("Hello, World! Zebra", 3)
print(secret, caesar(secret, -3), caesar(secret, 23))
for shift in range(0, 26, 5):
    print(shift, caesar("The quick brown fox", shift))
