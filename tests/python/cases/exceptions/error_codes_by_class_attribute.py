class HttpError(Exception):
    status = 500
    def __init__(self, detail="", **headers):
        super().__init__(detail or self.__doc__)
        self.headers = headers
    def to_dict(self):
        return {"status": self.status, "error": type(self).__name__, "detail": str(self),
              **self.headers}

class BadRequest(HttpError):
    """The request is bad."""
    status = 400
class Unauthorized(HttpError):
    """Who are you?"""
    status = 401
class TooMany(BadRequest):
    status = 429

def handle(action):
    try:
        return {"status": 200, "body": action()}
    except HttpError as error:
        return error.to_dict()
    except Exception as error:
        return {"status": 500, "error": repr(error)}

def throw(error): raise error
for action in [lambda: "fine", lambda: throw(BadRequest()),
      lambda: throw(Unauthorized("no token")),
               lambda: throw(TooMany("slow down",
                     retry=5)), lambda: 1 / 0, lambda: throw(HttpError)]:
    print(handle(action))
