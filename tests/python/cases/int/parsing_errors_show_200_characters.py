for text in ["x" * 300, "é'" * 150, "1" * 198 + "_", "2" * 199 + "_", "3" * 200 + "_", "\n" * 150]:
    for parse in [int, lambda text: int(text, 16)]:
        try:
            print(parse(text))
        except ValueError as error:
            print(len(str(error)), error)
try:
    float("y" * 300)
except ValueError as error:
    print(error)
