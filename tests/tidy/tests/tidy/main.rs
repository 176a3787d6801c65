//! Tidiness is a test: the layout, the imports, the text and what the tools of Rust say.

mod dependencies;
mod features;
mod imports;
mod layout;
mod text;
mod tools;
