class Left:
    def __init__(self, log): self.log = log
    def __add__(self, o): self.log.append("Left.add"); return NotImplemented
    def __eq__(self, o): self.log.append("Left.eq"); return NotImplemented
    def __lt__(self, o): self.log.append("Left.lt"); return NotImplemented
    def __iadd__(self, o): self.log.append("Left.iadd"); return NotImplemented

class Right:
    def __init__(self, log): self.log = log
    def __radd__(self, o): self.log.append("Right.radd"); return "right"
    def __eq__(self, o): self.log.append("Right.eq"); return NotImplemented
    def __gt__(self, o): self.log.append("Right.gt"); return 7

log = []
left, right = Left(log), Right(log)
print(left + right, log); log.clear()
print(left == right, log); log.clear()
print(right == left, log); log.clear()
print(left != right, log); log.clear()
print(left < right, log); log.clear()
x = left
x += right
print(x, log); log.clear()
try:
    left + left
except TypeError as error:
    print(error, log)
print(NotImplemented, type(NotImplemented).__name__)
