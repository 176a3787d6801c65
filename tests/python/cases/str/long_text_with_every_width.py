one = "abcdefghij" * 20
two = "é" * 7 + one
three = "日" + two
four = three + "\U0001F600"
for text in (one, two, three, four):
    print(len(text), text[5], text[-1], text[::37], text.find("j"), text.rfind("a"),
        text.count("e"), len(text.encode()))
print(four[:9], four.index("\U0001F600"), four.replace("abcdefghij", "")[-3:], four == three
    + chr(0x1F600))
