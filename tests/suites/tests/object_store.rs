//! Every object store against the suite of its trait.

mod memory {
    nanolambda_conformance::object_store_suite!(|case| case(
        &s3_compat::MemoryObjectStore::default()
    ));
}

mod log_in_memory {
    use s3_compat::LogObjectStore;
    use woof_log::MemoryStore;

    nanolambda_conformance::object_store_suite!(|case| {
        let directory = tempfile::tempdir().unwrap();
        let index = directory.path().join("index");
        case(&LogObjectStore::open(MemoryStore::new(), &index).unwrap());
    });
}

mod log_on_disk {
    use s3_compat::LogObjectStore;
    use tempfile::TempDir;
    use woof_log::DirStore;

    fn open(directory: &TempDir) -> LogObjectStore<DirStore> {
        let logs = DirStore::open(directory.path()).unwrap();
        LogObjectStore::open(logs, &directory.path().join("index")).unwrap()
    }

    nanolambda_conformance::object_store_suite!(|case| {
        let directory = TempDir::new().unwrap();
        case(&open(&directory));
    });

    nanolambda_conformance::object_store_reopen_suite!({
        let directory = TempDir::new().unwrap();
        move || open(&directory)
    });
}

mod log_with_its_index_deleted {
    use std::cell::RefCell;

    use s3_compat::LogObjectStore;
    use tempfile::TempDir;
    use woof_log::MemoryStore;

    nanolambda_conformance::object_store_reopen_suite!({
        let logs = MemoryStore::new();
        let directories = RefCell::new(Vec::new());
        move || {
            let directory = TempDir::new().unwrap();
            let index = directory.path().join("index");
            directories.borrow_mut().push(directory);
            LogObjectStore::open(logs.clone(), &index).unwrap()
        }
    });
}
