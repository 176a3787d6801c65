//! Functions, tables and data to one package image. `docs/formats/package.md` has the layout.

use std::collections::HashMap;

use iotpy_core::package::{
    ABI, FUNCTION_BYTES, HEADER_BYTES, MAGIC, NO_ENTRY, VERSION, const_kind, crc32,
};
use iotpy_core::symbol;

use crate::code::{FunctionId, GlobalId, Instruction, Interned, ModuleId, Pool, Pooled};
use crate::diagnostic::{Diagnostic, DiagnosticKind, Diagnostics};
use crate::emit::{self, Emitted, Indices};
use crate::lower::{Lowered, Module, Origin};
use crate::position::{FunctionPositions, Place, Positions, Span};
use crate::tree::{At, Name};
use crate::{FunctionSize, Options};

/// A linked package and what each function takes of it.
pub(crate) struct Linked {
    pub image: Vec<u8>,
    pub functions: Vec<FunctionSize>,
    pub positions: Positions,
}

/// Numbers of table entries, given out as the code mentions them.
struct Linker<'l> {
    pool: &'l Pool,
    modules: &'l [Module],
    constants: Interned<u32>,
    names: Interned<Name>,
    globals: Interned<GlobalId>,
    reached_modules: Interned<ModuleId>,
    functions: Interned<FunctionId>,
    keywords: Interned<u32>,
    hosts: Interned<u32>,
}

impl Linker<'_> {
    fn text(&mut self, name: &str) -> u16 {
        self.names.add(name.into()) as u16
    }
}

impl Indices for Linker<'_> {
    fn constant(&mut self, constant: u32) -> u16 {
        self.constants.add(constant) as u16
    }
    fn name(&mut self, name: u32) -> u16 {
        let name = self.pool.names.get(name).clone();
        self.names.add(name) as u16
    }
    fn global(&mut self, global: GlobalId) -> u16 {
        self.globals.add(global) as u16
    }
    fn module(&mut self, module: ModuleId) -> u16 {
        let body = self.modules[module.0 as usize].body_function;
        self.functions.add(body);
        self.reached_modules.add(module) as u16
    }
    fn function(&mut self, function: FunctionId) -> u16 {
        self.functions.add(function) as u16
    }
    fn keywords(&mut self, list: u32) -> u16 {
        for name in self.pool.keywords.get(list).clone() {
            self.name(name);
        }
        self.keywords.add(list) as u16
    }
    fn host(&mut self, host: u32) -> u16 {
        let full = self.pool.hosts.get(host).clone();
        self.names.add(full);
        self.hosts.add(host) as u16
    }
}

/// Bytes of the data section, equal records once. Records have no alignment: readers take them
/// byte by byte, and padding would be a tenth of a small package.
#[derive(Default)]
struct Data {
    bytes: Vec<u8>,
    known: HashMap<Vec<u8>, u32>,
}

impl Data {
    fn add(&mut self, record: Vec<u8>) -> u32 {
        if record.is_empty() {
            return 0;
        }
        if let Some(known) = self.known.get(&record) {
            return *known;
        }
        let at = self.bytes.len() as u32;
        self.bytes.extend(&record);
        self.known.insert(record, at);
        at
    }

    fn add_text(&mut self, text: &[u8]) -> u32 {
        let ascii = u32::from(text.is_ascii()) << 31;
        let mut record = (text.len() as u32 | ascii).to_le_bytes().to_vec();
        record.extend(text);
        self.add(record)
    }

    fn add_halves(&mut self, halves: impl Iterator<Item = u16>) -> u32 {
        self.add(halves.flat_map(u16::to_le_bytes).collect())
    }
}

fn too_large(file: &str, line: u32, message: String) -> Diagnostics {
    Diagnostics(vec![Diagnostic {
        kind: DiagnosticKind::Unsupported,
        file: file.to_owned(),
        line,
        column: u32::from(line > 0),
        construct: "large program".to_owned(),
        message,
        hint: Some("split the function, or move data into the event".to_owned()),
        source_line: String::new(),
    }])
}

/// Numbers everything that the code reaches and writes the image.
pub(crate) fn link(lowered: &Lowered, options: &Options) -> Result<Linked, Diagnostics> {
    let mut linker = Linker {
        pool: &lowered.pool,
        modules: &lowered.modules,
        constants: Interned::default(),
        names: Interned::default(),
        globals: Interned::default(),
        reached_modules: Interned::default(),
        functions: Interned::default(),
        keywords: Interned::default(),
        hosts: Interned::default(),
    };
    linker.module(lowered.entry_module);
    let entry = lowered.entry.map(|entry| linker.global(entry));
    emit_all(&mut linker, lowered)?;
    // The slots of a module are neighbours, which is known only now.
    linker.order_globals();
    let entry = entry.and(lowered.entry).map(|entry| linker.global(entry));
    let emitted = emit_all(&mut linker, lowered)?;
    let counts = [
        linker.constants.len(),
        linker.names.len(),
        linker.functions.len(),
        linker.globals.len(),
        linker.reached_modules.len(),
        linker.hosts.len(),
        lowered.fallbacks.len(),
        linker.keywords.len(),
    ];
    if counts.iter().any(|count| *count >= 0x8000) {
        let message = "a package holds at most 32,767 constants, names or functions";
        return Err(too_large("", 0, message.to_owned()));
    }
    Ok(write(linker, lowered, &emitted, counts, entry, options))
}

/// Functions are found by emitting those that are known; the tables grow meanwhile.
fn emit_all(linker: &mut Linker<'_>, lowered: &Lowered) -> Result<Vec<Emitted>, Diagnostics> {
    let mut emitted = Vec::new();
    let mut fallbacks = lowered.fallbacks.iter();
    loop {
        while emitted.len() < linker.functions.len() {
            let id = *linker.functions.get(emitted.len() as u32);
            let unit = &lowered.units[id.0 as usize];
            linker.module(unit.module);
            linker.text(&unit.name);
            linker.text(&unit.qualified_name);
            for parameter in &unit.parameters {
                linker.text(parameter);
            }
            let Some(one) = emit::emit(&unit.code, linker) else {
                let file = &lowered.modules[unit.module.0 as usize].path;
                let message = format!(
                    "`{}` is longer than {} instruction words",
                    unit.name,
                    emit::WORDS_MAX
                );
                return Err(too_large(file, unit.first_line, message));
            };
            emitted.push(one);
        }
        match fallbacks.next() {
            Some((_, function)) => {
                linker.function(*function);
            }
            None => break,
        }
    }
    for index in 0..linker.reached_modules.len() {
        let module = *linker.reached_modules.get(index as u32);
        let name = linker.modules[module.0 as usize].shown_name.clone();
        linker.names.add(name);
    }
    for global in linker.globals.items().to_vec() {
        let name = linker.pool.globals.get(global.0).1.clone();
        linker.names.add(name);
    }
    Ok(emitted)
}

/// The fixed-size records of a section and the data that they point to.
fn write(
    mut linker: Linker<'_>,
    lowered: &Lowered,
    emitted: &[Emitted],
    counts: [usize; 8],
    entry: Option<u16>,
    options: &Options,
) -> Linked {
    let mut data = Data::default();
    let (functions, sizes, code) = linker.functions_section(lowered, emitted, &mut data, options);
    let positions = linker.positions(lowered, emitted);
    let names = linker.names_section(&mut data);
    let constants = linker.constants_section(&mut data);
    let keywords = linker.keywords_section(&mut data);
    let globals = linker.globals.items().to_vec();
    let globals = globals
        .iter()
        .map(|id| linker.pool.globals.get(id.0).1.clone());
    let globals: Vec<Name> = globals.collect();
    let globals = globals
        .iter()
        .flat_map(|name| linker.text(name).to_le_bytes())
        .collect();
    let modules = linker.modules_section();
    let hosts: Vec<Name> = linker
        .hosts
        .items()
        .iter()
        .map(|host| linker.pool.hosts.get(*host).clone())
        .collect();
    let imports = hosts
        .iter()
        .flat_map(|name| linker.text(name).to_le_bytes())
        .collect();
    let fallbacks = lowered.fallbacks.iter().flat_map(|(builtin, function)| {
        let function = linker.functions.add(*function) as u16;
        [builtin.to_le_bytes(), function.to_le_bytes()].concat()
    });
    let fallbacks = fallbacks.collect();
    let words = code.len() as u32;
    let code = code.iter().flat_map(|word| word.to_le_bytes()).collect();
    let entry_module = linker.reached_modules.add(lowered.entry_module) as u16;
    let sections: [Vec<u8>; 10] = [
        constants, names, functions, globals, modules, imports, fallbacks, keywords, code,
        data.bytes,
    ];
    let image = image(
        &sections,
        counts,
        words,
        [entry.unwrap_or(NO_ENTRY), entry_module],
    );
    Linked {
        image,
        functions: sizes,
        positions,
    }
}

fn image(sections: &[Vec<u8>; 10], counts: [usize; 8], words: u32, entry: [u16; 2]) -> Vec<u8> {
    let mut offsets = Vec::with_capacity(40);
    let mut at = HEADER_BYTES;
    for section in sections {
        offsets.extend((at as u32).to_le_bytes());
        at = (at + section.len()).next_multiple_of(4);
    }
    let mut image = Vec::with_capacity(at);
    image.extend(MAGIC);
    image.extend(VERSION.to_le_bytes());
    image.extend(ABI.to_le_bytes());
    image.extend((at as u32).to_le_bytes());
    image.extend([0; 4]);
    image.extend(
        counts
            .iter()
            .flat_map(|count| (*count as u16).to_le_bytes()),
    );
    image.extend(offsets);
    image.extend(words.to_le_bytes());
    image.extend(entry.iter().flat_map(|half| half.to_le_bytes()));
    for section in sections {
        image.extend(section);
        image.resize(image.len().next_multiple_of(4), 0);
    }
    let checksum = crc32(&image[16..]);
    image[12..16].copy_from_slice(&checksum.to_le_bytes());
    image
}

type FunctionsSection = (Vec<u8>, Vec<FunctionSize>, Vec<u32>);

impl Linker<'_> {
    /// Renumbers the globals so that those of a module are neighbours.
    fn order_globals(&mut self) {
        let mut ids = self.globals.items().to_vec();
        ids.sort_by_key(|id| {
            let module = self.pool.globals.get(id.0).0;
            self.reached_modules.add(module)
        });
        self.globals = Interned::default();
        for id in ids {
            self.globals.add(id);
        }
    }

    fn functions_section(
        &mut self,
        lowered: &Lowered,
        emitted: &[Emitted],
        data: &mut Data,
        options: &Options,
    ) -> FunctionsSection {
        let mut table = Vec::with_capacity(emitted.len() * FUNCTION_BYTES);
        let mut sizes = Vec::with_capacity(emitted.len());
        let mut code: Vec<u32> = Vec::new();
        for (id, emitted) in self.functions.items().to_vec().iter().zip(emitted) {
            let unit = &lowered.units[id.0 as usize];
            sizes.push(FunctionSize {
                module: lowered.modules[unit.module.0 as usize].name.to_string(),
                name: unit.qualified_name.to_string(),
                code_words: emitted.words.len() as u32,
                registers: unit.code.registers,
            });
            table.extend((code.len() as u32).to_le_bytes());
            table.extend((emitted.words.len() as u32).to_le_bytes());
            table.extend([
                unit.code.registers.max(1),
                unit.positional,
                unit.positional_only,
            ]);
            table.extend([unit.keyword_only, unit.flags, unit.defaults, unit.free]);
            let module = &lowered.modules[unit.module.0 as usize];
            table.push(u8::from(module.is_native()));
            table.extend(self.text(&unit.name).to_le_bytes());
            table.extend(self.text(&unit.qualified_name).to_le_bytes());
            let names: Vec<u16> = unit.parameters.iter().map(|name| self.text(name)).collect();
            table.extend(data.add_halves(names.into_iter()).to_le_bytes());
            let exceptions = emitted
                .exceptions
                .iter()
                .flatten()
                .flat_map(|n| n.to_le_bytes());
            table.extend(data.add(exceptions.collect()).to_le_bytes());
            table.extend((emitted.exceptions.len() as u16).to_le_bytes());
            table.extend((self.reached_modules.add(unit.module) as u16).to_le_bytes());
            let lines = if options.line_tables {
                emitted.lines.as_slice()
            } else {
                &[]
            };
            let pairs = lines.iter().chain(&[(0, 0)]);
            let halves = pairs.flat_map(|(words, step)| [*words, *step as u16]);
            table.extend(data.add_halves(halves).to_le_bytes());
            table.extend(emitted.first_line.to_le_bytes());
            code.extend(&emitted.words);
        }
        (table, sizes, code)
    }

    fn positions(&self, lowered: &Lowered, emitted: &[Emitted]) -> Positions {
        let functions = self.functions.items().iter().zip(emitted);
        let functions = functions.map(|(id, emitted)| {
            let unit = &lowered.units[id.0 as usize];
            let module = &lowered.modules[unit.module.0 as usize];
            if module.origin != Origin::Program {
                return FunctionPositions::default();
            }
            let span = |at| Span::new(at, &module.lines);
            let places = emitted.places.iter().map(|(word, instruction)| Place {
                word: *word,
                span: span(instruction.at),
                method: instruction.method.map(span),
                comprehensions: self.comprehensions(instruction, span),
            });
            FunctionPositions {
                places: places.collect(),
                variables: unit.variables.iter().map(|name| name.to_string()).collect(),
            }
        });
        Positions {
            functions: functions.collect(),
        }
    }

    /// The comprehensions around an instruction, the outermost first.
    fn comprehensions(
        &self,
        instruction: &Instruction,
        span: impl Fn(At) -> Span,
    ) -> Vec<(&'static str, Span)> {
        let mut around = Vec::new();
        let mut next = instruction.comprehension;
        while let Some(id) = next {
            let function = &self.pool.comprehensions[id.0 as usize];
            around.push((function.name, span(function.at)));
            next = function.outer;
        }
        around.reverse();
        around
    }

    fn names_section(&mut self, data: &mut Data) -> Vec<u8> {
        let mut table = Vec::with_capacity(self.names.len() * 8);
        for name in self.names.items() {
            table.extend(data.add_text(name.as_bytes()).to_le_bytes());
            table.extend(symbol::of(name.as_bytes()).to_le_bytes());
            table.extend([0; 2]);
        }
        table
    }

    fn constants_section(&mut self, data: &mut Data) -> Vec<u8> {
        let mut table = Vec::with_capacity(self.constants.len() * 8);
        for constant in self.constants.items() {
            let (kind, at) = match self.pool.constants.get(*constant) {
                Pooled::Float(bits) => (const_kind::FLOAT, data.add(bits.to_le_bytes().to_vec())),
                Pooled::Int(value) => {
                    let mut record = u32::from(value.negative).to_le_bytes().to_vec();
                    record.extend((value.limbs.len() as u32).to_le_bytes());
                    record.extend(value.limbs.iter().flat_map(|limb| limb.to_le_bytes()));
                    (const_kind::INT, data.add(record))
                }
                Pooled::Str(text) => (const_kind::STR, data.add_text(text)),
                Pooled::Bytes(bytes) => {
                    let mut record = (bytes.len() as u32).to_le_bytes().to_vec();
                    record.extend(bytes);
                    (const_kind::BYTES, data.add(record))
                }
            };
            table.extend(kind.to_le_bytes());
            table.extend(at.to_le_bytes());
        }
        table
    }

    fn keywords_section(&mut self, data: &mut Data) -> Vec<u8> {
        let mut table = Vec::with_capacity(self.keywords.len() * 8);
        for list in self.keywords.items().to_vec() {
            let names = self.pool.keywords.get(list).clone();
            let count = names.len() as u32;
            let halves: Vec<u16> = names.into_iter().map(|name| self.name(name)).collect();
            table.extend(data.add_halves(halves.into_iter()).to_le_bytes());
            table.extend(count.to_le_bytes());
        }
        table
    }

    fn modules_section(&mut self) -> Vec<u8> {
        let mut table = Vec::with_capacity(self.reached_modules.len() * 8);
        for id in self.reached_modules.items().to_vec() {
            let module = &self.modules[id.0 as usize];
            let body = self.functions.add(module.body_function) as u16;
            let name = self.names.add(module.shown_name.clone()) as u16;
            let of_module = |global: &&GlobalId| self.pool.globals.get(global.0).0 == id;
            let count = self.globals.items().iter().filter(of_module).count() as u16;
            let slots = self.globals.items();
            let first = slots
                .iter()
                .position(|global| of_module(&global))
                .unwrap_or(0) as u16;
            table.extend(
                [name, body, first, count]
                    .iter()
                    .flat_map(|half| half.to_le_bytes()),
            );
        }
        table
    }
}
