def classify(error):
    try:
        raise error
    except ZeroDivisionError:
        return "zero"
    except (KeyError, IndexError) as e:
        return "lookup " + type(e).__name__
    except ArithmeticError:
        return "arithmetic"
    except LookupError:
        return "other lookup"
    except ValueError as e:
        return "value " + str(e)
    except Exception as e:
        return "exception " + type(e).__name__

for error in (ZeroDivisionError(), KeyError(1), IndexError(), OverflowError(), LookupError(),
    ValueError("v"), UnicodeError("u"), TypeError(), RuntimeError(), OSError(), AssertionError()):
    print(classify(error))
