# `boto3.resource("s3")`: objects and buckets.


class S3:
    def __init__(self, client):
        self._client = client

    def Object(self, bucket_name, key):
        return Object(self._client, bucket_name, key)

    def ObjectSummary(self, bucket_name, key):
        return Object(self._client, bucket_name, key)

    def Bucket(self, name):
        return Bucket(self._client, name)

    def create_bucket(self, **parameters):
        self._client.create_bucket(**parameters)
        return Bucket(self._client, parameters["Bucket"])


class Object:
    def __init__(self, client, bucket_name, key, summary=None):
        self._client = client
        self.bucket_name = bucket_name
        self.key = key
        self._head = summary

    def __repr__(self):
        return f"s3.Object(bucket_name={self.bucket_name!r}, key={self.key!r})"

    def __eq__(self, other):
        if not isinstance(other, Object):
            return NotImplemented
        return (self.bucket_name, self.key) == (other.bucket_name, other.key)

    def __hash__(self):
        return hash((self.bucket_name, self.key))

    def _place(self):
        return {"Bucket": self.bucket_name, "Key": self.key}

    def get(self, **parameters):
        return self._client.get_object(**self._place(), **parameters)

    def put(self, **parameters):
        self._head = None
        return self._client.put_object(**self._place(), **parameters)

    def delete(self, **parameters):
        return self._client.delete_object(**self._place(), **parameters)

    def copy_from(self, **parameters):
        return self._client.copy_object(**self._place(), **parameters)

    def upload_fileobj(self, Fileobj, ExtraArgs=None, Callback=None, Config=None):
        self._client.upload_fileobj(Fileobj, self.bucket_name, self.key, ExtraArgs)

    def download_fileobj(self, Fileobj, ExtraArgs=None, Callback=None, Config=None):
        self._client.download_fileobj(self.bucket_name, self.key, Fileobj, ExtraArgs)

    def load(self):
        self._head = self._client.head_object(**self._place())

    reload = load

    def _known(self, *names):
        if self._head is None or not any(name in self._head for name in names):
            self.load()
        for name in names:
            if name in self._head:
                return self._head[name]

    @property
    def size(self):
        return self._known("Size", "ContentLength")

    content_length = size

    @property
    def last_modified(self):
        return self._known("LastModified")

    @property
    def e_tag(self):
        return self._known("ETag")

    @property
    def content_type(self):
        return self._known("ContentType")

    @property
    def metadata(self):
        return self._known("Metadata") or {}

    def Object(self):
        return Object(self._client, self.bucket_name, self.key)

    def Bucket(self):
        return Bucket(self._client, self.bucket_name)


class Bucket:
    def __init__(self, client, name):
        self._client = client
        self.name = name
        self.objects = _Objects(client, name, {})

    def __repr__(self):
        return f"s3.Bucket(name={self.name!r})"

    def Object(self, key):
        return Object(self._client, self.name, key)

    def put_object(self, **parameters):
        self._client.put_object(Bucket=self.name, **parameters)
        return Object(self._client, self.name, parameters["Key"])

    def upload_fileobj(self, Fileobj, Key, ExtraArgs=None, Callback=None, Config=None):
        self._client.upload_fileobj(Fileobj, self.name, Key, ExtraArgs)

    def download_fileobj(self, Key, Fileobj, ExtraArgs=None, Callback=None, Config=None):
        self._client.download_fileobj(self.name, Key, Fileobj, ExtraArgs)

    def delete_objects(self, **parameters):
        return self._client.delete_objects(Bucket=self.name, **parameters)

    def create(self, **parameters):
        return self._client.create_bucket(Bucket=self.name, **parameters)

    def delete(self):
        return self._client.delete_bucket(Bucket=self.name)


class _Objects:
    """The objects of a bucket, or those that a filter leaves."""

    def __init__(self, client, bucket, parameters, count_max=None):
        self._client = client
        self._bucket = bucket
        self._parameters = parameters
        self._count_max = count_max

    def all(self):
        return self

    def filter(self, **parameters):
        together = {**self._parameters, **parameters}
        return _Objects(self._client, self._bucket, together, self._count_max)

    def limit(self, count):
        return _Objects(self._client, self._bucket, self._parameters, count)

    def page_size(self, count):
        return self.filter(MaxKeys=count)

    def __iter__(self):
        left = self._count_max
        paginator = self._client.get_paginator("list_objects_v2")
        for page in paginator.paginate(Bucket=self._bucket, **self._parameters):
            for item in page.get("Contents", ()):
                if left is not None:
                    if left <= 0:
                        return
                    left -= 1
                yield Object(self._client, self._bucket, item["Key"], item)

    def delete(self):
        return [found.delete() for found in self]
