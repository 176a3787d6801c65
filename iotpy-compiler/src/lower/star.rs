//! `from module import *`: what it binds is known, because all modules are at hand.

use super::program::Program;
use super::target::Target;
use crate::parse::MODULE_SCOPE;
use crate::resolve::absolute;
use crate::tree::{Alias, BinaryOp, Expr, ExprKind, Name, Stmt, StmtKind};

impl Program<'_> {
    /// Names what the star imports of a module import; those that stay are refused where they are
    /// reached.
    pub(super) fn expand_stars(&mut self, body: &mut [Stmt], name: &Name, is_package: bool) {
        for stmt in body {
            match &mut stmt.kind {
                StmtKind::ImportFrom {
                    level,
                    module,
                    names,
                } => {
                    let from = absolute(name, is_package, *level, module.as_ref());
                    if let ([star], Some(from)) = (names.as_slice(), from)
                        && &*star.name == "*"
                        && let Some(found) = self.exports(&from)
                    {
                        let at = star.at;
                        let alias = |name| Alias {
                            at,
                            name,
                            alias: None,
                            by_star: true,
                        };
                        *names = found.into_iter().map(alias).collect();
                    }
                }
                _ => {
                    for body in stmt.kind.bodies_mut() {
                        self.expand_stars(body, name, is_package);
                    }
                }
            }
        }
    }

    /// The public names of a module.
    fn exports(&mut self, module: &Name) -> Option<Vec<Name>> {
        match self.module_target(module)? {
            Target::Native(native) => {
                let members = self.native_members(&native).into_iter();
                let public = members.filter(|name| !name.starts_with('_'));
                Some(public.map(Name::from).collect())
            }
            Target::Source(id) => {
                let module = self.module(id);
                if module.scopes.global("__all__").is_some() {
                    return listed(&module.body.body);
                }
                let bindings = module.scopes.get(MODULE_SCOPE).bindings.iter();
                let names = bindings.map(|binding| binding.name.clone());
                Some(names.filter(|name| !name.starts_with('_')).collect())
            }
            _ => None,
        }
    }
}

/// The value of `__all__`, if it is written out.
fn listed(body: &[Stmt]) -> Option<Vec<Name>> {
    let is_all = |e: &Expr| matches!(&e.kind, ExprKind::Name(name) if &**name == "__all__");
    let mut found: Option<Vec<Name>> = None;
    for stmt in body {
        match &stmt.kind {
            StmtKind::Assign(targets, value) if targets.iter().any(is_all) => {
                found = Some(texts(value)?);
            }
            StmtKind::Augmented(target, BinaryOp::Add, value) if is_all(target) => {
                found.as_mut()?.extend(texts(value)?);
            }
            _ => {}
        }
    }
    found
}

fn texts(e: &Expr) -> Option<Vec<Name>> {
    let (ExprKind::List(items) | ExprKind::Tuple(items)) = &e.kind else {
        return None;
    };
    let one = |item: &Expr| match &item.kind {
        ExprKind::Str(text) => Some(Name::from(String::from_utf8_lossy(text).as_ref())),
        _ => None,
    };
    items.iter().map(one).collect()
}
