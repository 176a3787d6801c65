import json

for text in (r'"\n\t\r\b\f\/\\\""', r'"\u00e9\u65e5"', r'"\ud83d\ude00"', r'"\ud83d"', r'"\ude00x"',
    r'"\u0041\u0000"', '"é日\U0001F600"', r'"\uD83D\uDE00\uABCD"', '"\x7f"', r'"\ud83d\n"'):
    value = json.loads(text)
    print(ascii(value), len(value))
