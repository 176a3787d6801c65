pairs = ((ZeroDivisionError, ArithmeticError), (OverflowError, ArithmeticError),
    (KeyError, LookupError), (IndexError, LookupError),
         (UnicodeError, ValueError), (UnicodeDecodeError, UnicodeError), (UnboundLocalError,
         NameError), (RecursionError, RuntimeError),
         (NotImplementedError, RuntimeError), (ModuleNotFoundError, ImportError),
         (FileNotFoundError, OSError), (TimeoutError, OSError),
         (ValueError, Exception), (KeyboardInterrupt, BaseException), (KeyboardInterrupt,
         Exception), (TypeError, ValueError),
         (StopIteration, Exception), (MemoryError, Exception), (AssertionError, Exception),
         (AttributeError, Exception), (EOFError, Exception))
for child, parent in pairs:
    print(child.__name__, parent.__name__, issubclass(child, parent), isinstance(child(), parent)
        if child not in (UnicodeDecodeError,) else "-")
print(IOError is OSError, EnvironmentError is OSError)
