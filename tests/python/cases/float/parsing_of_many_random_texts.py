state = 99
for _ in range(150):
    digits = ""
    for _ in range(25):
        state = (state * 1103515245 + 12345) % 2 ** 31
        digits += str((state >> 16) % 10)
    state = (state * 1103515245 + 12345) % 2 ** 31
    text = digits[0] + "." + digits[1:] + "e" + str((state >> 16) % 640 - 330)
    print(text, float(text))
