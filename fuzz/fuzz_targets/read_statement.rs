//! Any bytes are read as a statement that is written again exactly so, or refused; never a panic.

#![no_main]

use evacuation::statement::Statement;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(statement) = Statement::decode(bytes) {
        assert_eq!(statement.encode(), bytes);
        assert_eq!(statement.check(), Ok(()));
    }
});
