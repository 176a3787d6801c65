//! What can be seen only when a function's code is complete: jumps to jumps, code that nothing
//! reaches, jumps to the next instruction.

use iotpy_core::opcode::Op;

use crate::code::{Code, Instruction, Label, Operand};

/// Jumps to jumps are followed this far.
const HOPS_MAX: usize = 8;

/// Improves a function's code; it does the same afterwards.
pub(crate) fn optimise(code: &mut Code) {
    thread_jumps(code);
    drop_unreachable(code);
    drop_empty_jumps(code);
}

/// Puts the code of segments where they stand; what nothing asked for vanishes.
pub(crate) fn splice(code: &mut Code, segments: &[Option<Code>]) {
    let base = code.labels.len();
    let mut starts = Vec::with_capacity(code.instructions.len() + 1);
    let mut spliced = Vec::with_capacity(code.instructions.len());
    let mut labels: Vec<usize> = Vec::new();
    for instruction in std::mem::take(&mut code.instructions) {
        starts.push(spliced.len());
        let Operand::Segment(id) = instruction.operand else {
            spliced.push(instruction);
            continue;
        };
        let Some(segment) = segments.get(id.0 as usize).and_then(Option::as_ref) else {
            continue;
        };
        let first = (base + labels.len()) as u32;
        let start = spliced.len();
        labels.extend(segment.labels.iter().map(|at| at.saturating_add(start)));
        let moved = segment.instructions.iter();
        spliced.extend(moved.map(|instruction| with_labels_from(first, *instruction)));
        code.registers = code.registers.max(segment.registers);
    }
    starts.push(spliced.len());
    for label in &mut code.labels {
        if let Some(start) = starts.get(*label) {
            *label = *start;
        }
    }
    code.labels.extend(labels);
    code.instructions = spliced;
}

fn with_labels_from(first: u32, mut instruction: Instruction) -> Instruction {
    let moved = |label: Label| Label(label.0 + first);
    if let Operand::Label(label) = instruction.operand {
        instruction.operand = Operand::Label(moved(label));
    }
    instruction.handler = instruction.handler.map(moved);
    instruction
}

/// Drops the instructions that `keep` refuses and moves the labels.
pub(crate) fn retain(code: &mut Code, keep: impl Fn(&Instruction) -> bool) {
    let kept: Vec<bool> = code.instructions.iter().map(keep).collect();
    retain_marked(code, &kept);
}

fn retain_marked(code: &mut Code, kept: &[bool]) {
    let mut before = Vec::with_capacity(kept.len() + 1);
    let mut count = 0;
    for keep in kept {
        before.push(count);
        count += usize::from(*keep);
    }
    before.push(count);
    for label in &mut code.labels {
        if let Some(moved) = before.get(*label) {
            *label = *moved;
        }
    }
    let mut marks = kept.iter();
    code.instructions
        .retain(|_| marks.next().copied().unwrap_or(true));
}

fn thread_jumps(code: &mut Code) {
    for n in 0..code.instructions.len() {
        let Some(mut label) = code.instructions[n].target() else {
            continue;
        };
        for _ in 0..HOPS_MAX {
            let next = code.labels[label.0 as usize];
            match code.instructions.get(next) {
                Some(Instruction {
                    op: Op::Jump,
                    operand: Operand::Label(further),
                    ..
                }) => {
                    label = *further;
                }
                _ => break,
            }
        }
        code.instructions[n].operand = Operand::Label(label);
    }
}

fn drop_unreachable(code: &mut Code) {
    let mut reached = vec![false; code.instructions.len()];
    let mut open = vec![0];
    while let Some(at) = open.pop() {
        let Some(instruction) = code.instructions.get(at) else {
            continue;
        };
        if std::mem::replace(&mut reached[at], true) {
            continue;
        }
        if !instruction.ends() {
            open.push(at + 1);
        }
        let handler = instruction.handler.filter(|_| instruction.can_raise());
        let labels = instruction.target().into_iter().chain(handler);
        open.extend(labels.map(|label| code.labels[label.0 as usize]));
    }
    retain_marked(code, &reached);
}

fn drop_empty_jumps(code: &mut Code) {
    let empty = |(n, instruction): (usize, &Instruction)| {
        let next = instruction
            .target()
            .map(|label| code.labels[label.0 as usize]);
        instruction.op == Op::Jump && next == Some(n + 1)
    };
    let kept: Vec<bool> = code
        .instructions
        .iter()
        .enumerate()
        .map(|i| !empty(i))
        .collect();
    retain_marked(code, &kept);
}
