//! Constant folding: only what CPython would answer with the same value, never an error.

use crate::code::Constant;
use crate::tree::{BinaryOp, CompareOp, Expr, ExprKind, Integer, UnaryOp};

/// The longest str or bytes that folding makes; CPython's limit is 4096 characters as well.
const TEXT_BYTES_MAX: usize = 4096;

/// The value of a constant expression; `name` knows the constant names.
pub(crate) fn constant(e: &Expr, name: &dyn Fn(&str) -> Option<Constant>) -> Option<Constant> {
    Some(match &e.kind {
        ExprKind::None => Constant::None,
        ExprKind::Bool(value) => Constant::Bool(*value),
        ExprKind::Ellipsis => Constant::Ellipsis,
        ExprKind::Int(value) => Constant::Int(value.clone()),
        ExprKind::Float(value) => Constant::Float(*value),
        ExprKind::Str(value) => Constant::Str(value.clone()),
        ExprKind::Bytes(value) => Constant::Bytes(value.clone()),
        ExprKind::Name(known) => return name(known),
        ExprKind::Unary(op, operand) => return unary(*op, constant(operand, name)?),
        ExprKind::Binary(op, left, right) => {
            return binary(*op, &constant(left, name)?, &constant(right, name)?);
        }
        ExprKind::Compare(left, rest) => match rest.as_slice() {
            [(op, right)] => {
                return compare(*op, &constant(left, name)?, &constant(right, name)?);
            }
            _ => return None,
        },
        _ => return None,
    })
}

/// Python's `bool(value)`.
pub(crate) fn truth(value: &Constant) -> bool {
    match value {
        Constant::None => false,
        Constant::Bool(value) => *value,
        Constant::Ellipsis => true,
        Constant::Int(value) => !value.limbs.is_empty(),
        Constant::Float(value) => *value != 0.0,
        Constant::Str(value) | Constant::Bytes(value) => !value.is_empty(),
    }
}

fn int(value: i64) -> Constant {
    Constant::Int(Integer::from(value))
}

fn small(value: &Constant) -> Option<i64> {
    match value {
        Constant::Int(value) => value.small(),
        Constant::Bool(value) => Some(i64::from(*value)),
        _ => None,
    }
}

/// The value as a float operand; only integers that a float holds exactly.
fn float(value: &Constant) -> Option<f64> {
    match value {
        Constant::Float(value) => Some(*value),
        _ => small(value)
            .filter(|n| n.unsigned_abs() <= 1 << 53)
            .map(|n| n as f64),
    }
}

fn unary(op: UnaryOp, value: Constant) -> Option<Constant> {
    match (op, value) {
        (UnaryOp::Not, value) => Some(Constant::Bool(!truth(&value))),
        (UnaryOp::Neg, Constant::Float(value)) => Some(Constant::Float(-value)),
        (UnaryOp::Pos, Constant::Float(value)) => Some(Constant::Float(value)),
        (UnaryOp::Neg, Constant::Int(mut value)) => {
            value.negative = !value.negative && !value.limbs.is_empty();
            Some(Constant::Int(value))
        }
        (UnaryOp::Pos, value @ Constant::Int(_)) => Some(value),
        (UnaryOp::Invert, value @ Constant::Int(_)) => Some(int(!small(&value)?)),
        _ => None,
    }
}

fn binary(op: BinaryOp, left: &Constant, right: &Constant) -> Option<Constant> {
    if let (Some(a), Some(b)) = (small(left), small(right)) {
        let logical = matches!(op, BinaryOp::And | BinaryOp::Or | BinaryOp::Xor);
        return match (left, right, integers(op, a, b)?) {
            (Constant::Bool(_), Constant::Bool(_), value) if logical => {
                Some(Constant::Bool(truth(&value)))
            }
            (_, _, value) => Some(value),
        };
    }
    match (op, left, right) {
        (BinaryOp::Add, Constant::Str(a), Constant::Str(b)) => joined(a, b).map(Constant::Str),
        (BinaryOp::Add, Constant::Bytes(a), Constant::Bytes(b)) => {
            joined(a, b).map(Constant::Bytes)
        }
        (BinaryOp::Mul, Constant::Str(a), Constant::Int(_)) => {
            repeated(a, small(right)?).map(Constant::Str)
        }
        (BinaryOp::Mul, Constant::Bytes(a), Constant::Int(_)) => {
            repeated(a, small(right)?).map(Constant::Bytes)
        }
        _ => floats(op, left, right),
    }
}

fn floats(op: BinaryOp, left: &Constant, right: &Constant) -> Option<Constant> {
    let (a, b) = (float(left)?, float(right)?);
    Some(Constant::Float(match op {
        BinaryOp::Add => a + b,
        BinaryOp::Sub => a - b,
        BinaryOp::Mul => a * b,
        BinaryOp::Div if b != 0.0 => a / b,
        _ => return None,
    }))
}

fn integers(op: BinaryOp, a: i64, b: i64) -> Option<Constant> {
    let value = match op {
        BinaryOp::Add => a.checked_add(b)?,
        BinaryOp::Sub => a.checked_sub(b)?,
        BinaryOp::Mul => a.checked_mul(b)?,
        BinaryOp::Div => return floats(op, &int(a), &int(b)),
        BinaryOp::FloorDiv => {
            let quotient = a.checked_div(b)?;
            quotient - i64::from(a % b != 0 && (a < 0) != (b < 0))
        }
        BinaryOp::Mod => {
            let rest = a.checked_rem(b)?;
            if rest != 0 && (rest < 0) != (b < 0) {
                rest + b
            } else {
                rest
            }
        }
        BinaryOp::Pow => a.checked_pow(u32::try_from(b).ok()?)?,
        BinaryOp::Shl => {
            let bits = u32::try_from(b).ok().filter(|bits| *bits < 63)?;
            let shifted = a << bits;
            (shifted >> bits == a).then_some(shifted)?
        }
        BinaryOp::Shr => a >> u32::try_from(b).ok()?.min(63),
        BinaryOp::And => a & b,
        BinaryOp::Or => a | b,
        BinaryOp::Xor => a ^ b,
        BinaryOp::MatMul => return None,
    };
    Some(int(value))
}

fn joined(a: &[u8], b: &[u8]) -> Option<Vec<u8>> {
    (a.len() + b.len() <= TEXT_BYTES_MAX).then(|| [a, b].concat())
}

fn repeated(a: &[u8], count: i64) -> Option<Vec<u8>> {
    let count = usize::try_from(count.max(0)).ok()?;
    (a.len().checked_mul(count)? <= TEXT_BYTES_MAX).then(|| a.repeat(count))
}

fn compare(op: CompareOp, left: &Constant, right: &Constant) -> Option<Constant> {
    let order = match (left, right) {
        (Constant::Str(a), Constant::Str(b)) => a.cmp(b),
        _ => small(left)?.cmp(&small(right)?),
    };
    Some(Constant::Bool(match op {
        CompareOp::Eq => order.is_eq(),
        CompareOp::Ne => order.is_ne(),
        CompareOp::Lt => order.is_lt(),
        CompareOp::Le => order.is_le(),
        CompareOp::Gt => order.is_gt(),
        CompareOp::Ge => order.is_ge(),
        _ => return None,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::parse;
    use crate::tree::StmtKind;

    fn check(source: &str, expected: Option<Constant>) {
        let parsed = parse(source).ok().unwrap();
        let StmtKind::Expr(e) = &parsed.body[0].kind else {
            panic!("{source}")
        };
        assert_eq!(constant(e, &|_| None), expected, "{source}");
    }

    #[test]
    fn integers_fold_as_in_python() {
        for (source, value) in [
            ("-7 // 2", -4),
            ("7 // -2", -4),
            ("-7 % 3", 2),
            ("7 % -3", -2),
            ("2 ** 10", 1024),
            ("1 << 40", 1 << 40),
            ("-1 >> 70", -1),
            ("~5", -6),
            ("-(3)", -3),
            ("True + True", 2),
            ("60 * 60 * 24", 86400),
        ] {
            check(source, Some(int(value)));
        }
    }

    #[test]
    fn what_could_raise_or_differ_stays() {
        for source in [
            "1 // 0",
            "1 % 0",
            "1.0 / 0.0",
            "2 ** -1",
            "1 << -1",
            "2.0 ** 0.5",
            "1 << 80",
            "-'a'",
            "'a' + 1",
            "1 in 2",
            "2 ** 100",
            "'a' * 5000",
            "1 < 2 < 3",
            "5.0 // 2.0",
            "7.0 % 2.0",
        ] {
            check(source, None);
        }
    }

    #[test]
    fn texts_and_floats_fold() {
        check("'ab' 'c' + 'd'", Some(Constant::Str(b"abcd".to_vec())));
        check("b'-' * 3", Some(Constant::Bytes(b"---".to_vec())));
        check("1 / 4", Some(Constant::Float(0.25)));
        check("0.1 + 0.2", Some(Constant::Float(0.1 + 0.2)));
        check("True & False", Some(Constant::Bool(false)));
        check("not 'x'", Some(Constant::Bool(false)));
        check("'a' == 'b'", Some(Constant::Bool(false)));
    }
}
