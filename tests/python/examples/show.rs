//! Runs one script on the VM and shows its listing with `-d`.
fn main() {
    let path = std::env::args().nth(1).expect("a path");
    if std::env::args().nth(2).is_some() {
        let name = std::path::Path::new(&path)
            .file_name()
            .unwrap()
            .to_string_lossy()
            .into_owned();
        let mut sources = iotpy_compiler::Sources::new();
        sources
            .insert(&name, &std::fs::read(&path).unwrap())
            .unwrap();
        let p = iotpy_compiler::compile(
            &sources,
            &iotpy_compiler::Entry::Script { path: &name },
            &Default::default(),
        )
        .unwrap();
        println!("{}", iotpy_compiler::disassemble(&p.package).unwrap());
    }
    println!("{:#?}", nanolambda_python_suite::run_script(path.as_ref()));
}
