class Robot:
    pass

def speak(self, word="beep"):
    return f"{self.name}: {word}"

r = Robot()
r.name = "R2"
Robot.speak = speak
print(r.speak(), r.speak("boop"))
r.shout = lambda word: word.upper()
print(r.shout("hey"))
Robot.name = "default"
print(Robot().speak())
Robot.size = property(lambda self: len(self.name))
print(r.size, Robot().size)
Robot.count = staticmethod(lambda: 7)
print(r.count(), Robot.count())
Robot.who = classmethod(lambda cls: cls.__name__)
print(r.who(), Robot.who())
del Robot.speak
try:
    r.speak()
except AttributeError as error:
    print(error)
Robot.__len__ = lambda self: 3
print(len(r))
r.__len__ = lambda: 100
print(len(r))
