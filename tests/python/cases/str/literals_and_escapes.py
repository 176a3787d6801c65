print('single', "double", '''triple
single''', """triple
double""")
print("tab\there", 'quote\'s', "back\\slash", "bell\x41", "oct\101\60", "nul\0end" == "nul\x00end")
print("\u00e9\u20ac", "\U0001F600", "\N{BULLET}" == "\u2022")
print("line \
continued", "con" "cat" 'enated')
print(r"raw\n", r'\d+\.', len(r"\\"), R"\x")
print(len("\a\b\f\v\r"), [ord(c) for c in "\a\b\f\v\r\n\t"])
print("""a"b""", '''it's''', "")
