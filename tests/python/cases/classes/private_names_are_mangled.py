class Account:
    __rate = 5

    def __init__(self):
        self.__balance = 10
        self._single = 1
        self.__dunder__ = 2

    def show(self):
        return self.__balance, self.__rate, Account.__rate

    def __hidden(self):
        return "hidden"

    def call(self):
        return self.__hidden()

    def local(self):
        __x = 3
        return __x

class Savings(Account):
    def __init__(self):
        super().__init__()
        self.__balance = 99

    def both(self):
        return self.__balance, self._Account__balance

a = Account()
print(a.show(), a.call(), a.local(), sorted(vars(a)))
print(a._Account__balance, Account._Account__rate)
s = Savings()
print(s.both(), s.show(), sorted(vars(s)))
try:
    a.__balance
except AttributeError as error:
    print(error)
try:
    Savings().__hidden()
except AttributeError as error:
    print(error)
class _Under:
    def __init__(self):
        self.__v = 1
print(vars(_Under()))
