from dataclasses import dataclass, field, fields, is_dataclass, MISSING, KW_ONLY


@dataclass
class Options:
    path: str
    depth: int = 3
    _: KW_ONLY
    verbose: bool = False
    tags: list = field(default_factory=list, metadata={"help": "labels"})


for one in fields(Options):
    default = "-" if one.default is MISSING else one.default
    print(one.name, one.type.__name__, default, one.kw_only, dict(one.metadata))
print(Options.__doc__)
print(Options.__match_args__, Options.__dataclass_params__)
print(Options.__init__.__qualname__, Options.__repr__.__qualname__, Options.__eq__.__name__)
print(is_dataclass(Options), is_dataclass(Options("x")), is_dataclass(type), Options.__hash__)
print(Options("p", 1, verbose=True), list(Options.__annotations__), Options.depth)
print(Options("p").__eq__(3), Options("p") == Options("p", tags=[]), Options("p") != Options("q"))
