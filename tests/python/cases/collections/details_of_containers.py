from collections import deque, Counter, defaultdict, OrderedDict, namedtuple, ChainMap, UserDict, UserList, UserString
import itertools, functools, operator, copy
# subclass of dict with overridden setitem and Counter
class Log(dict):
    def __setitem__(self, k, v):
        print('set', k); super().__setitem__(k, v)
l=Log(a=1); l['b']=2; l.update(c=3); l.setdefault('d',4); print(l, copy.copy(l), copy.deepcopy(l))
class D2(defaultdict):
    pass
d=D2(int); d['x']+=2; print(d, d.copy(), type(d.copy()).__name__)
# counter ops
c=Counter(a=5,b=3); c['c']=-2
print(c.most_common(), +c, c-Counter(a=6), c.elements().__class__.__name__, sorted(c.elements()))
print(Counter('abc')==Counter('cab'), Counter({'a':0})==Counter(), c.total(), Counter(['x']*3+['y']))
print(Counter([(1,2),(1,2)]), Counter(a=1,b=2).keys() & {'a'})
cc=Counter(); cc.update(['a']); cc.update({'a':2}); cc.update(a=1); cc.subtract('ab'); print(cc, bool(Counter()), len(cc))
for k in Counter('aab'): print(k, end='')
print()
# OrderedDict
od=OrderedDict([('a',1),('b',2),('c',3)])
od.move_to_end('a'); print(list(od), od.popitem(last=False), od.pop('zz', 'dflt'), od == {'c':3,'a':1}, list(od.items()))
for k in list(od): del od[k]
print(len(od), od)
# ChainMap
cm=ChainMap({'a':1},{'a':2,'b':3}); print(cm, cm['a'], dict(cm), list(cm), cm.new_child(), cm.parents, len(cm), cm.get('q'), {**cm}, sorted(cm.values()))
cm['b']=9; print(cm.maps, 'b' in cm, list(cm.items()), cm == {'a':1,'b':9}, ChainMap({'x':1}).pop('x'))
# deque eq etc
q=deque([1,2,3]); q.rotate(1); q.extendleft([7,8]); print(q, q.index(1), q.count(1), list(itertools.islice(q,1,3)))
try: q[1:2]
except TypeError as e: print(e)
try: q.remove(99)
except ValueError as e: print(e)
try: deque(5)
except TypeError as e: print(e)
print(deque([1])==deque([1]), deque([1])!=[1], deque('ab')<deque('b'), q.copy() is q, hash is not None)
# namedtuple extras
P=namedtuple('Point',['x','y']); 
print(P.__doc__, P._fields, P(**{'x':1,'y':2}), P(*'ab'), P._make(range(2)), sorted([P(2,1),P(1,9)]), P(1,2)+(3,), P(1,2)*2, P(1,2)[0:1], max([P(1,2),P(3,0)], key=operator.attrgetter('x')), [*P(1,2)], dict(P(1,2)._asdict()), P(1,(2,[3])), isinstance(P(1,2), P), P(1,2)._replace(**{'y':5}))
R=namedtuple('R','a,b c'); print(R(1,2,3), R._field_defaults, getattr(R(1,2,3),'b'), R.__name__, R.__qualname__, R.__module__)
class E(namedtuple('E','a b')):
    def s(self): return self.a+self.b
    @property
    def t(self): return self.a*self.b
    @classmethod
    def mk(cls, v): return cls(v, v)
print(E(1,2).s(), E(2,3).t, E.mk(4), E(1,2)._replace(a=9), E(1,2)==(1,2))
e=E(1,2)
e.extra=5; print(e.extra, e)
# partial
p=functools.partial(print,'a',sep='-'); p('b'); p('b',sep='+'); print(p.func is print, p.args, p.keywords, functools.partial(p,'z').args)
class H:
    h=functools.partial(lambda *a: a, 1)
    pm=functools.partialmethod(lambda self,*a,**k:(a,k), 1, k=2)
print(H().h(2), H().pm(3), H.h(5))
# user*
class UL(UserList):
    def sum(self): return sum(self.data)
u=UL([3,1,2]); u.append(5); u.sort(); print(u, u.sum(), u[0], u[1:], u+[1], u==[1,2,3,5], len(u), 3 in u, u.index(3), list(reversed(u)), u*2)
us=UserString('abc'); print(us, us+'d', us.upper(), us[1], len(us), us=='abc', us*2, 'b' in us, f'{us}', us.replace('a','z'))
print(functools.reduce(lambda a,b:a+b, map(lambda t: t[1], enumerate('abc'))), list(itertools.accumulate('abc')), list(itertools.zip_longest('ab','c',fillvalue='-')))
print(list(map(operator.add, [1,2],[3,4])), list(filter(None,[0,1])), list(itertools.compress('abc',[1,0,1])), [list(g) for k,g in itertools.groupby([1,1,2])])
g=itertools.groupby('aab'); k1,g1=next(g); k2,g2=next(g); print(k1,list(g1),k2,list(g2))
it=itertools.cycle('ab'); print([next(it) for _ in range(5)], next(itertools.repeat(5)), list(itertools.repeat('x',2)))
print(list(itertools.combinations_with_replacement('AB',2)), list(itertools.permutations('AB')), list(itertools.product([1,2],'a')), [*itertools.pairwise([1,2,3])])
