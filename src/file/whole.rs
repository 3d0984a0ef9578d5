//! Files that are there whole or not at all.

use std::{
    io::{self, Write as _},
    path::Path,
};

use atomic_write_file::AtomicWriteFile;

/// Writes a file whole or not at all.
///
/// # Errors
/// When the system refuses; what was there is as it was.
pub fn write_whole(path: &Path, content: impl AsRef<[u8]>) -> io::Result<()> {
    let mut file = AtomicWriteFile::open(path)?;
    file.write_all(content.as_ref())?;
    file.commit()
}
