# Words as a shell splits and quotes them.

_SAFE = "%+,-./:=@_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


def quote(s):
    if not s:
        return "''"
    for character in s:
        if character not in _SAFE:
            return "'" + s.replace("'", "'\"'\"'") + "'"
    return s


def join(split_command):
    return " ".join([quote(word) for word in split_command])


def split(s, comments=False, posix=True):
    if s is None:
        raise ValueError("s argument must not be None")
    return _split_posix(s, comments) if posix else _split_plainly(s, comments)


def _comment_end(s, at):
    end = s.find("\n", at)
    return len(s) if end < 0 else end


# Between words anything but space begins one; quotes and escapes may stand inside a word.
def _split_posix(s, comments):
    words = []
    word = None
    at = 0
    size = len(s)
    while at < size:
        character = s[at]
        at += 1
        if character in " \t\r\n":
            if word is not None:
                words.append("".join(word))
                word = None
            continue
        if comments and character == "#":
            if word is not None:
                words.append("".join(word))
                word = None
            at = _comment_end(s, at)
            continue
        if word is None:
            word = []
        if character == "\\":
            if at == size:
                raise ValueError("No escaped character")
            word.append(s[at])
            at += 1
        elif character in "'\"":
            at = _quoted(s, at, character, word)
        else:
            word.append(character)
    if word is not None:
        words.append("".join(word))
    return words


def _quoted(s, at, quote_character, word):
    size = len(s)
    while at < size:
        character = s[at]
        at += 1
        if character == quote_character:
            return at
        if character == "\\" and quote_character == '"':
            if at == size:
                raise ValueError("No escaped character")
            if s[at] not in '"\\':
                word.append("\\")
            character = s[at]
            at += 1
        word.append(character)
    raise ValueError("No closing quotation")


# Quotes stay in the words, and a quoted part ends the word that it began.
def _split_plainly(s, comments):
    words = []
    word = ""
    at = 0
    size = len(s)
    while at < size:
        character = s[at]
        if character in " \t\r\n":
            if word:
                words.append(word)
            word = ""
            at += 1
        elif comments and character == "#":
            if word:
                words.append(word)
            word = ""
            at = _comment_end(s, at)
        elif character in "'\"" and not word:
            end = s.find(character, at + 1)
            if end < 0:
                raise ValueError("No closing quotation")
            words.append(s[at : end + 1])
            at = end + 1
        else:
            word += character
            at += 1
    if word:
        words.append(word)
    return words
