//! A file that grows without end when it is opened: one clear sentence, and the server goes on in little memory.

use std::fs;

use flate2::{Compress, Compression, Crc, FlushCompress};
use http::StatusCode;
use tests::support::database::{Database, Engine};
use tests::support::http::Visitor;
use tests::support::school::{PASSWORD, School};
use tests::support::server::Server;

/// What a workbook has around its cells.
const AROUND: [(&str, &str); 5] = [
    (
        "[Content_Types].xml",
        r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#,
    ),
    (
        "_rels/.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    ),
    (
        "xl/workbook.xml",
        r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
    ),
    (
        "xl/worksheets/sheet1.xml",
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>"#,
    ),
];
const TEXT: &str =
    r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>"#;

/// A file inside an archive.
struct Member {
    name: &'static str,
    crc: u32,
    size: u32,
    packed: Vec<u8>,
}

impl Member {
    fn of(name: &'static str, text: &str) -> Self {
        let mut crc = Crc::new();
        crc.update(text.as_bytes());
        let mut packed = deflated(text.as_bytes());
        packed.extend(LAST);
        Self {
            name,
            crc: crc.sum(),
            size: text.len().try_into().expect("a short text"),
            packed,
        }
    }

    /// One text of so many megabytes; its checksum is never reached.
    fn endless(name: &'static str, beginning: &str, megabytes: usize) -> Self {
        let mut packed = deflated(beginning.as_bytes());
        packed.extend(deflated(&vec![b'a'; 1_000_000]).repeat(megabytes));
        packed.extend(LAST);
        let size = beginning.len() + megabytes * 1_000_000;
        Self {
            name,
            crc: 0,
            size: size.try_into().expect("less than four gigabytes"),
            packed,
        }
    }

    /// What stands in both of an archive's heads.
    fn head(&self) -> Vec<u8> {
        let lengths = [
            self.crc,
            length(self.packed.len()),
            self.size,
            length(self.name.len()),
        ];
        let mut head = vec![20, 0, 0, 0, 8, 0, 0, 0, 0, 0];
        head.extend(lengths.iter().flat_map(|number| number.to_le_bytes()));
        head
    }
}

/// A last, empty block.
const LAST: [u8; 2] = [3, 0];

/// A block that says nothing of what came before it, and so can stand any number of times.
fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut packed = Vec::with_capacity(bytes.len() + 1_000);
    Compress::new(Compression::best(), false)
        .compress_vec(bytes, &mut packed, FlushCompress::Full)
        .expect("packed");
    packed
}

fn length(bytes: usize) -> u32 {
    bytes.try_into().expect("a short file")
}

fn archive(members: &[Member]) -> Vec<u8> {
    let mut file = Vec::new();
    let mut directory = Vec::new();
    for member in members {
        let at = length(file.len());
        file.extend(b"PK\x03\x04");
        file.extend(member.head());
        file.extend(member.name.as_bytes());
        file.extend(&member.packed);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(member.head());
        directory.extend([0; 10]);
        directory.extend(at.to_le_bytes());
        directory.extend(member.name.as_bytes());
    }
    let at = length(file.len());
    let count = u16::try_from(members.len()).expect("a few").to_le_bytes();
    file.extend(&directory);
    file.extend(b"PK\x05\x06\0\0\0\0");
    file.extend(count);
    file.extend(count);
    file.extend(length(directory.len()).to_le_bytes());
    file.extend(at.to_le_bytes());
    file.extend([0, 0]);
    file
}

/// The most memory that the server ever had, in megabytes.
fn peak(server: &Server) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", server.process()));
    let status = status.expect("a running server");
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let peak = peak.and_then(|rest| rest.trim().split(' ').next()?.parse::<u64>().ok());
    peak.expect("a peak") / 1_000
}

async fn signed_in(server: &Server, email: &str) -> Visitor {
    let visitor = server.visitor();
    visitor.sign_in(email, PASSWORD).await;
    visitor
}

#[tokio::test]
async fn a_packed_bomb_gets_one_sentence_and_leaves_the_server_small() {
    let database = Database::new(Engine::Sqlite);
    let school = School::in_database(&database).await;
    let server = Server::on(database).await;
    let ada = signed_in(&server, &school.email).await;
    let mut members: Vec<Member> = AROUND.map(|(name, text)| Member::of(name, text)).into();
    members.push(Member::endless("xl/sharedStrings.xml", TEXT, 3_000));
    let bomb = archive(&members);
    assert!(bomb.len() < 5_000_000, "{} bytes", bomb.len());

    let before = peak(&server);
    let (one, another) = (ada.beside(), ada.beside());
    let replies = tokio::join!(
        one.post_file("/import", "list.xlsx", &bomb),
        another.post_file("/import", "list.xlsx", &bomb),
    );
    for reply in [replies.0, replies.1] {
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        let text = reply.text();
        assert_eq!(text.matches("class=\"field-error\"").count(), 1);
        assert!(text.contains("holds far more"), "{text}");
    }
    assert_eq!(ada.get("/stock").await.status, StatusCode::OK);
    let grown = peak(&server) - before;
    assert!(grown < 60, "the server grew by {grown} MB");
}
