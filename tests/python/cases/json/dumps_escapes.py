import json

print(json.dumps('quote " back \\ slash / tab \t nl \n cr \r bs \b ff \f nul \0 del \x7f esc \x1b'))
print(json.dumps("é日\U0001F600 \u2028 \ud800"))
print(json.dumps("é日\U0001F600", ensure_ascii=False), json.dumps({"ключ": "é"}, ensure_ascii=False),
    json.dumps({"ключ": "é"}))
print(json.dumps("\x00\x1f\x80", ensure_ascii=False) == '"\\u0000\\u001f\x80"', json.dumps("'"))
