import json

for text in ('[1,\n2,\nx]', '{"a": 1,\n "b": \n}', '\n\n\n', '["é日", x]',
    '{"a": [1, 2, {"b": tru}]}', '[\n  1\n  2\n]', '"ok" trailing'):
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        print(error.msg, error.lineno, error.colno, error.pos, error.doc == text, isinstance(error,
            ValueError), type(error).__name__)
        print(error)
