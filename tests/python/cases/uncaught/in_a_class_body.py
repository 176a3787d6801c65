print("start")
class Broken:
    x = 1
    y = x + "2"
