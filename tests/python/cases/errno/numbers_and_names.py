import errno
import os

print(errno.ENOENT, errno.EACCES, errno.EEXIST, errno.EAGAIN, errno.EWOULDBLOCK, errno.EINVAL, errno.ETIMEDOUT)
print(errno.errorcode[2], errno.errorcode[13], len(errno.errorcode) > 100)
print(os.strerror(2), os.strerror(13), os.strerror(99999))
try:
    raise OSError(errno.ENOENT, os.strerror(errno.ENOENT))
except OSError as error:
    print(error.errno == errno.ENOENT, error)
