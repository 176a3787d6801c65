import decimal
from decimal import *


def show(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: (Decimal('1E+5').to_eng_string(), Decimal('12E+5').to_eng_string(), Decimal('0E+5').to_eng_string(), Decimal('0E-8').to_eng_string(), Decimal('1E-8').to_eng_string()))
show(lambda: (str(Decimal('1E-6')), str(Decimal('1E-7')), str(Decimal('0E-7')), str(Decimal('123E-3')), str(Decimal('-0'))))
