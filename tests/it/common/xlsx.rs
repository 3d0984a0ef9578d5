//! Spreadsheets built in code, as the usual programs write them, and archives as they never should.

use std::{collections::BTreeMap, fmt::Write as _, io::Write as _};

use flate2::{Compression, Crc, write::DeflateEncoder};

const SHEETS: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// A ZIP archive of these parts, deflated.
pub fn archive<'a>(parts: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    let (mut out, mut directory, mut count) = (Vec::new(), Vec::new(), 0_u16);
    for (name, bytes) in parts {
        let mut crc = Crc::new();
        crc.update(bytes);
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        let packed = encoder.finish().unwrap();
        let mut head = Vec::new();
        // Version, no flags, deflated, no time; then checksum, sizes, and the lengths of name and extras.
        head.extend([20, 0, 0, 0, 8, 0, 0, 0, 0x21, 0]);
        for number in [crc.sum(), u32::try_from(packed.len()).unwrap(), u32::try_from(bytes.len()).unwrap()] {
            head.extend(number.to_le_bytes());
        }
        head.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        head.extend([0, 0]);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&head);
        directory.extend([0; 10]);
        directory.extend(u32::try_from(out.len()).unwrap().to_le_bytes());
        directory.extend(name.bytes());
        out.extend(b"PK\x03\x04");
        out.extend(head);
        out.extend(name.bytes());
        out.extend(packed);
        count += 1;
    }
    let start = u32::try_from(out.len()).unwrap();
    let len = u32::try_from(directory.len()).unwrap();
    out.extend(directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend([count.to_le_bytes(), count.to_le_bytes()].concat());
    out.extend([len.to_le_bytes(), start.to_le_bytes()].concat());
    out.extend([0, 0]);
    out
}

/// A text as XML writes it.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// What a column is called, from 1.
fn letters(mut column: usize) -> String {
    let mut letters = String::new();
    while column > 0 {
        letters.insert(0, char::from(b'A' + u8::try_from((column - 1) % 26).unwrap()));
        column = (column - 1) / 26;
    }
    letters
}

/// A spreadsheet to be.
#[derive(Default)]
pub struct Book {
    sheets: Vec<(String, &'static str, String)>,
    shared: Vec<String>,
    formats: Vec<String>,
    from_1904: bool,
}

impl Book {
    /// A cell's format, for `s="…"`.
    pub fn format(&mut self, code: &str) -> usize {
        self.formats.push(code.to_owned());
        self.formats.len()
    }

    /// Days are counted from 1904.
    pub fn since_1904(mut self) -> Self {
        self.from_1904 = true;
        self
    }

    /// A text that cells share, for `<c t="s"><v>…</v></c>`.
    pub fn share(&mut self, text: &str) -> usize {
        self.shared.push(format!("<si><t xml:space=\"preserve\">{}</t></si>", escaped(text)));
        self.shared.len() - 1
    }

    /// A shared text as XML.
    pub fn share_xml(&mut self, xml: &str) -> usize {
        self.shared.push(format!("<si>{xml}</si>"));
        self.shared.len() - 1
    }

    /// A sheet of texts.
    pub fn sheet(mut self, name: &str, rows: &[&[&str]]) -> Self {
        let mut xml = String::new();
        for (row, cells) in rows.iter().enumerate() {
            write!(xml, "<row r=\"{}\" spans=\"1:{}\">", row + 1, cells.len()).unwrap();
            for (column, text) in cells.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
                let (letters, shared) = (letters(column + 1), self.share(text));
                write!(xml, "<c r=\"{letters}{}\" t=\"s\"><v>{shared}</v></c>", row + 1).unwrap();
            }
            xml += "</row>";
        }
        self.rows(name, &xml)
    }

    /// A sheet with these rows as XML.
    pub fn rows(mut self, name: &str, xml: &str) -> Self {
        self.sheets.push((name.to_owned(), "visible", xml.to_owned()));
        self
    }

    /// Hides the last sheet.
    pub fn hidden(mut self) -> Self {
        self.sheets.last_mut().unwrap().1 = "hidden";
        self
    }

    /// The parts by name.
    pub fn parts(&self) -> BTreeMap<String, Vec<u8>> {
        let mut parts = BTreeMap::new();
        let mut put = |name: &str, xml: String| {
            let xml = format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n{xml}");
            parts.insert(name.to_owned(), xml.into_bytes());
        };
        let relation = |id: &str, kind: &str, target: &str| {
            format!("<Relationship Id=\"{id}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/>")
        };
        let relations = |all: &str| format!("<Relationships xmlns=\"{PACKAGE}\">{all}</Relationships>");
        put("_rels/.rels", relations(&relation("rId1", "officeDocument", "xl/workbook.xml")));
        let mut list = String::new();
        let mut named =
            relation("s", "sharedStrings", "/xl/sharedStrings.xml") + &relation("f", "styles", "styles.xml");
        for (number, (name, state, rows)) in self.sheets.iter().enumerate() {
            let part = format!("worksheets/sheet{number}.xml");
            write!(
                list,
                "<sheet name=\"{}\" sheetId=\"{}\" state=\"{state}\" r:id=\"w{number}\"/>",
                escaped(name),
                number + 1
            )
            .unwrap();
            named += &relation(&format!("w{number}"), "worksheet", &part);
            let xml = format!(
                "<worksheet xmlns=\"{SHEETS}\"><dimension ref=\"A1\"/><sheetData>{rows}</sheetData></worksheet>"
            );
            put(&format!("xl/{part}"), xml);
        }
        let date1904 = u8::from(self.from_1904);
        put(
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{SHEETS}\" xmlns:r=\"{RELATIONS}\"><workbookPr date1904=\"{date1904}\"/>\
                 <sheets>{list}</sheets></workbook>"
            ),
        );
        put("xl/_rels/workbook.xml.rels", relations(&named));
        put("xl/sharedStrings.xml", format!("<sst xmlns=\"{SHEETS}\">{}</sst>", self.shared.concat()));
        let (mut codes, mut used) = (String::new(), String::new());
        for (number, code) in self.formats.iter().enumerate() {
            write!(codes, "<numFmt numFmtId=\"{}\" formatCode=\"{}\"/>", 164 + number, escaped(code)).unwrap();
            write!(used, "<xf numFmtId=\"{}\" applyNumberFormat=\"1\"/>", 164 + number).unwrap();
        }
        put(
            "xl/styles.xml",
            format!(
                "<styleSheet xmlns=\"{SHEETS}\"><numFmts>{codes}</numFmts><cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs>\
                 <cellXfs><xf numFmtId=\"0\"/>{used}</cellXfs></styleSheet>"
            ),
        );
        parts
    }

    /// The file.
    pub fn bytes(&self) -> Vec<u8> {
        let parts = self.parts();
        archive(parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())))
    }

    /// The file with a part in place of another, or besides.
    pub fn bytes_with(&self, name: &str, part: impl Into<Vec<u8>>) -> Vec<u8> {
        let mut parts = self.parts();
        parts.insert(name.to_owned(), part.into());
        archive(parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())))
    }
}
