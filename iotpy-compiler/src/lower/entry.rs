//! The start of a program.

use super::program::{Lowered, Program};
use super::target::{Member, Target};
use crate::Entry;
use crate::code::{GlobalId, ModuleId};
use crate::diagnostic::{Diagnostic, DiagnosticKind, Diagnostics};
use crate::tree::Name;

impl Program<'_> {
    /// Lowers everything that the entry reaches.
    pub fn lower(mut self, entry: &Entry<'_>) -> Result<Lowered, Diagnostics> {
        let (module, slot) = match *entry {
            Entry::Script { path } => {
                let Some(module) = self.load_script(path) else {
                    let message = format!("there is no file `{path}` in the package");
                    return Err(self.missing(DiagnosticKind::MissingModule, "", message));
                };
                self.reach_module(module);
                (module, None)
            }
            Entry::Handler { module, function } => {
                let name: Name = module.replace('/', ".").into();
                let Some(id) = self.load(&name) else {
                    let message = format!(
                        "Unable to import module '{module}': there is no file `{}.py` in the \
                         package",
                        name.replace('.', "/")
                    );
                    return Err(self.missing(DiagnosticKind::MissingModule, "", message));
                };
                self.reach_module(id);
                let slot = self.handler(id, &function.into());
                (id, slot)
            }
        };
        self.drain();
        // A handler that is refused, or that a refused statement would define, is not missing.
        if let Some(missing) = self.missing_handler.take()
            && self.diagnostics.0.is_empty()
        {
            return Err(missing);
        }
        self.finish(slot, module)
    }

    /// The variable that holds the handler.
    fn handler(&mut self, module: ModuleId, function: &Name) -> Option<GlobalId> {
        if self.module(module).failed {
            return None;
        }
        let (module, name) = match self.member(module, function, 0) {
            Member::Stable | Member::Unstable => (module, function.clone()),
            Member::Known(Target::Global(module, name)) => (module, name),
            found => {
                let path = self.module(module).path.clone();
                let message = match found {
                    Member::Missing => {
                        format!("Handler '{function}' missing on module '{}'", {
                            self.module(module).name.clone()
                        })
                    }
                    _ => format!("Handler '{function}' is not a function of the package"),
                };
                let kind = DiagnosticKind::MissingHandler;
                self.missing_handler = Some(self.missing(kind, &path, message));
                return None;
            }
        };
        let global = self.global(module, &name);
        self.want(global);
        Some(global)
    }

    fn missing(&self, kind: DiagnosticKind, file: &str, message: String) -> Diagnostics {
        Diagnostics(vec![Diagnostic {
            kind,
            file: file.to_owned(),
            line: 0,
            column: 0,
            construct: "handler".to_owned(),
            message,
            hint: Some("the handler is written `file.function`".to_owned()),
            source_line: String::new(),
        }])
    }
}
