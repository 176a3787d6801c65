import json

for text in ('"', '"abc', '"a\nb"', '"\t"', r'"\x"', r'"\u12"', r'"\u12g4"', '"\\', r'"\u"',
    '"\x00"', '["a', '{"k": "v', '{"k', r'["\ud800\u00"]', r'"\U0001"'):
    try:
        print(repr(text), repr(json.loads(text)))
    except json.JSONDecodeError as error:
        print(repr(text), "|", error)
