def attempt(kinds):
    try:
        try:
            raise ValueError("v")
        except kinds:
            print("caught")
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)

attempt(ValueError)
attempt((KeyError, ValueError))
attempt(())
attempt(5)
attempt((KeyError, 5))
attempt("ValueError")
attempt(int)
attempt((KeyError, (ValueError,)) if False else (ValueError, 5))
attempt(BaseException)
attempt(Exception)
