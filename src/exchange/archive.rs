//! The parts of a ZIP archive, read from bytes that nobody vouches for, and put together for others.
//!
//! Only what a spreadsheet needs: stored and deflated parts, found by the directory at the end. What the archive says
//! about sizes is not believed: a part is unpacked as it is read, up to a limit, and its checksum must be right.

use std::io::{self, BufRead, BufReader, ErrorKind, Read};

use flate2::{
    Compression, Crc,
    bufread::{DeflateDecoder, DeflateEncoder},
};

/// How an archive with something in it begins, and an empty one.
const BEGINNINGS: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];
/// Begins the record at the end of an archive.
const END: &[u8; 4] = b"PK\x05\x06";
/// The length of the record at the end, without its comment.
const END_LEN: usize = 22;
/// The longest comment.
const MAX_COMMENT: usize = 0xffff;
/// Begins an entry of the directory.
const ENTRY: &[u8] = b"PK\x01\x02";
/// The length of a directory entry, without its texts.
const ENTRY_LEN: usize = 46;
/// Begins a part.
const PART: &[u8] = b"PK\x03\x04";
/// The length of what stands before a part, without its texts.
const PART_LEN: usize = 30;

/// The archive is not whole, or uses what no spreadsheet does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Damaged;

/// Whether these bytes begin like an archive.
pub(super) fn is_archive(bytes: &[u8]) -> bool {
    BEGINNINGS.iter().any(|beginning| bytes.starts_with(beginning))
}

/// An archive of parts by name, deflated. It says nothing of when it was made. No part is longer than a spreadsheet's
/// parts are, far below 4 GB.
pub(super) fn pack<'a>(parts: impl IntoIterator<Item = (&'a str, Vec<u8>)>) -> Vec<u8> {
    /// Version 2.0, no flags, deflated, and the first day that there is, at midnight.
    const KIND: [u8; 10] = [20, 0, 0, 0, 8, 0, 0, 0, 0x21, 0];
    let long = |number: usize| u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes();
    let short = |number: usize| u16::try_from(number).unwrap_or(u16::MAX).to_le_bytes();
    let (mut out, mut directory, mut count) = (Vec::new(), Vec::new(), 0);
    for (name, bytes) in parts {
        let mut crc = Crc::new();
        crc.update(&bytes);
        let mut packed = Vec::new();
        // Reading from memory and writing to memory does not fail.
        let _ = DeflateEncoder::new(bytes.as_slice(), Compression::default()).read_to_end(&mut packed);
        let sizes = [crc.sum().to_le_bytes(), long(packed.len()), long(bytes.len())].concat();
        let head = [&KIND[..], &sizes, &short(name.len()), &[0; 2]].concat();
        let at = long(out.len());
        directory.extend([ENTRY, &KIND[..2], &head, &[0; 10], &at, name.as_bytes()].concat());
        out.extend([PART, &head, name.as_bytes(), &packed].concat());
        count += 1;
    }
    let end = [&[0; 4][..], &short(count), &short(count), &long(directory.len()), &long(out.len()), &[0; 2]].concat();
    out.extend([&directory, &END[..], &end].concat());
    out
}

/// An archive's directory.
pub(super) struct Archive<'b> {
    bytes: &'b [u8],
    entries: Vec<Entry<'b>>,
}

/// Where a part lies, and how.
#[derive(Clone, Copy)]
struct Entry<'b> {
    name: &'b [u8],
    encrypted: bool,
    method: u16,
    crc: u32,
    packed: usize,
    at: usize,
}

impl<'b> Archive<'b> {
    /// Reads the directory.
    pub fn open(bytes: &'b [u8]) -> Result<Self, Damaged> {
        Self::directory(bytes).ok_or(Damaged)
    }

    fn directory(bytes: &'b [u8]) -> Option<Self> {
        let tail = bytes.get(bytes.len().saturating_sub(END_LEN + MAX_COMMENT)..)?;
        let end = tail.windows(END.len()).rposition(|window| window == END)?;
        let end = tail.get(end..)?.get(..END_LEN)?;
        let count = short(end, 10)?;
        let mut rest = bytes.get(long(end, 16)?..)?;
        let mut entries = Vec::new();
        for _ in 0..count {
            if !rest.starts_with(ENTRY) {
                return None;
            }
            let [name, extra, comment] = [short(rest, 28)?, short(rest, 30)?, short(rest, 32)?].map(usize::from);
            entries.push(Entry {
                name: rest.get(ENTRY_LEN..)?.get(..name)?,
                encrypted: short(rest, 8)? & 1 == 1,
                method: short(rest, 10)?,
                crc: rest.get(16..)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))?,
                packed: long(rest, 20)?,
                at: long(rest, 42)?,
            });
            rest = rest.get(ENTRY_LEN + name + extra + comment..)?;
        }
        Some(Self { bytes, entries })
    }

    /// Whether there is a part of this name.
    pub fn contains(&self, name: &str) -> bool {
        self.entry(name).is_some()
    }

    /// The names of the parts, in their order.
    #[cfg(test)]
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().filter_map(|entry| std::str::from_utf8(entry.name).ok())
    }

    /// A part to read, of which no more than `limit` bytes are unpacked.
    pub fn part(&self, name: &str, limit: u64) -> Result<Part<'b>, Damaged> {
        let entry = self.entry(name).filter(|entry| !entry.encrypted).ok_or(Damaged)?;
        let packed = entry.packed_bytes(self.bytes).ok_or(Damaged)?;
        let content = match entry.method {
            0 => Content::Stored(packed),
            8 => Content::Deflated(Box::new(DeflateDecoder::new(packed))),
            _ => return Err(Damaged),
        };
        Ok(Part { content: BufReader::new(content), crc: Crc::new(), expected: entry.crc, left: limit, piece: limit })
    }

    /// Names are compared as the programs do that write spreadsheets: without case, and with either slash.
    fn entry(&self, name: &str) -> Option<&Entry<'b>> {
        let same = |(a, b): (&u8, u8)| a.eq_ignore_ascii_case(&b) || (*a == b'\\' && b == b'/');
        self.entries
            .iter()
            .find(|entry| entry.name.len() == name.len() && entry.name.iter().zip(name.bytes()).all(same))
    }
}

impl Entry<'_> {
    fn packed_bytes<'b>(&self, bytes: &'b [u8]) -> Option<&'b [u8]> {
        let part = bytes.get(self.at..)?;
        let texts = usize::from(short(part, 26)?) + usize::from(short(part, 28)?);
        part.get(PART_LEN + texts..)?.get(..self.packed).filter(|_| part.starts_with(PART))
    }
}

/// Two bytes as a number.
fn short(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|bytes| u16::from_le_bytes(*bytes))
}

/// Four bytes as a length or a place.
fn long(bytes: &[u8], at: usize) -> Option<usize> {
    let number = bytes.get(at..)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))?;
    usize::try_from(number).ok()
}

/// A part being unpacked. Beyond what it may hold it fails with [`ErrorKind::FileTooLarge`].
pub(super) struct Part<'b> {
    content: BufReader<Content<'b>>,
    crc: Crc,
    expected: u32,
    /// How many bytes may still come.
    left: u64,
    /// How many of them in this piece.
    piece: u64,
}

enum Content<'b> {
    Stored(&'b [u8]),
    Deflated(Box<DeflateDecoder<&'b [u8]>>),
}

impl Part<'_> {
    /// From here on no more than `limit` bytes may be read before this is called again.
    pub fn begin_piece(&mut self, limit: u64) {
        self.piece = limit;
    }
}

impl Read for Content<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Stored(bytes) => bytes.read(buffer),
            Self::Deflated(decoder) => decoder.read(buffer),
        }
    }
}

impl BufRead for Part<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let bytes = self.content.fill_buf()?;
        if bytes.is_empty() {
            return if self.crc.sum() == self.expected { Ok(bytes) } else { Err(ErrorKind::InvalidData.into()) };
        }
        let allowed = usize::try_from(self.left.min(self.piece)).unwrap_or(usize::MAX);
        match bytes.get(..allowed).unwrap_or(bytes) {
            [] if self.left == 0 => Err(ErrorKind::FileTooLarge.into()),
            [] => Err(ErrorKind::InvalidData.into()),
            bytes => Ok(bytes),
        }
    }

    fn consume(&mut self, amount: usize) {
        self.crc.update(self.content.buffer().get(..amount).unwrap_or_default());
        self.content.consume(amount);
        let read = u64::try_from(amount).unwrap_or(u64::MAX);
        (self.left, self.piece) = (self.left.saturating_sub(read), self.piece.saturating_sub(read));
    }
}

impl Read for Part<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}
