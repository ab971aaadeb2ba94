use std::path::{Path, PathBuf};
use std::process::Command;

use shared::code::Code;
use shared::label::pictogram::Pictogram;
use shared::label::{Content, HoldingLabel, PlaceLabel, TrayLabel};
use shared::substance::Signal;

use super::*;

const BASE: &str = "https://trolley.northgate.sch.uk";
const SHEETS: [&str; 4] = ["L7160", "L7163", "L7651", "L7167"];

/// Dots in an inch of the rendered pages.
const RESOLUTION: usize = 300;

fn sheet(code: &str) -> &'static Sheet {
    let sheets = reference::sheet::sheets().unwrap();
    sheets.find(code).unwrap()
}

fn some_labels(count: u64) -> Vec<Label> {
    let contents = [
        Content::Holding(HoldingLabel {
            name: "potassium manganate(VII) solution".to_owned(),
            strength: Some("0.020\u{a0}mol/dm³".to_owned()),
            pictograms: vec![Pictogram::FlameOverCircle, Pictogram::Environment],
            signal: Signal::Danger,
            hazards: vec![
                "May intensify fire; oxidiser".to_owned(),
                "Very toxic to aquatic life with long lasting effects".to_owned(),
            ],
            ..HoldingLabel::default()
        }),
        Content::Place(PlaceLabel {
            name: "Tŷ Gwyn".to_owned(),
            path: vec!["Science block".to_owned()],
        }),
        Content::Tray(TrayLabel {
            class: "9X/Sc1".to_owned(),
            period: "Tue 24 Nov · P3".to_owned(),
            room: "Lab 2".to_owned(),
            practical: "Making soluble salts".to_owned(),
            tray: (3, 9),
        }),
    ];
    (0..count)
        .zip(contents.into_iter().cycle())
        .map(|(n, content)| Label::new(BASE, Code::from_random(n * 0x1_2345_6789), content))
        .collect()
}

/// A page rendered in greys.
struct Page {
    width: usize,
    dots: Vec<u8>,
}

impl Page {
    fn ink(&self, x: usize, y: usize) -> bool {
        self.dots[y * self.width + x] < 250
    }

    fn height(&self) -> usize {
        self.dots.len() / self.width
    }

    /// A part of the page as a file that can be looked at.
    fn crop(&self, x: usize, y: usize, width: usize, height: usize) -> Vec<u8> {
        let mut file = format!("P5\n{width} {height}\n255\n").into_bytes();
        for row in y..y + height {
            let start = row * self.width + x;
            file.extend(&self.dots[start..start + width]);
        }
        file
    }
}

/// The pages of a file, as pdftoppm (poppler-utils) draws them.
fn render(folder: &Path, pdf: &[u8]) -> Vec<Page> {
    let file = folder.join("labels.pdf");
    std::fs::write(&file, pdf).unwrap();
    let done = Command::new("pdftoppm")
        .args(["-gray", "-r", &RESOLUTION.to_string()])
        .arg(&file)
        .output()
        .expect("pdftoppm is missing: install poppler-utils");
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    let mut pages = Vec::new();
    let mut rest = done.stdout.as_slice();
    while !rest.is_empty() {
        let head = rest
            .iter()
            .enumerate()
            .filter(|(_, byte)| **byte == b'\n')
            .nth(2);
        let (text, dots) = rest.split_at(head.unwrap().0 + 1);
        let sizes: Vec<usize> = String::from_utf8_lossy(text)
            .split_ascii_whitespace()
            .skip(1)
            .map(|number| number.parse().unwrap())
            .collect();
        let (dots, more) = dots.split_at(sizes[0] * sizes[1]);
        pages.push(Page {
            width: sizes[0],
            dots: dots.to_vec(),
        });
        rest = more;
    }
    pages
}

/// What zbarimg (zbar-tools) reads in a picture.
fn scan(folder: &Path, picture: &[u8]) -> String {
    let file = folder.join("label.pgm");
    std::fs::write(&file, picture).unwrap();
    let done = Command::new("zbarimg")
        .args(["--quiet", "--raw"])
        .arg(&file)
        .output()
        .expect("zbarimg is missing: install zbar-tools");
    String::from_utf8_lossy(&done.stdout).trim().to_owned()
}

fn dots(micrometres: u32) -> usize {
    usize::try_from(micrometres).unwrap() * RESOLUTION / 25_400
}

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("trolley-labels-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn labels_lead_to_a_page_of_the_site() {
    for label in some_labels(3) {
        let path = app::path::Path::Code(label.code).href();
        assert_eq!(label.address, format!("{}{path}", BASE.to_uppercase()));
    }
}

#[test]
fn every_code_is_read_back_from_its_label() {
    let folder = folder("codes");
    for sheet in SHEETS.map(sheet) {
        // The last position: the labels go on with a second page.
        for start in [1, 5.min(sheet.count()), sheet.count()] {
            let labels = some_labels(3);
            let pages = render(&folder, &pdf(sheet, start, (0.0, 0.0), &labels).unwrap());
            for (label, position) in labels.iter().zip(start - 1..) {
                let page = &pages[usize::try_from(position / sheet.count()).unwrap()];
                let (x, y) = sheet.position(position % sheet.count()).unwrap();
                let picture = page.crop(dots(x), dots(y), dots(sheet.width), dots(sheet.height));
                assert_eq!(
                    scan(&folder, &picture),
                    label.address,
                    "{} from {start}, position {position}",
                    sheet.code
                );
            }
        }
    }
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn no_ink_falls_beside_the_labels() {
    let folder = folder("ink");
    for sheet in SHEETS.map(sheet) {
        let labels = some_labels(u64::from(sheet.count()));
        let pages = render(&folder, &pdf(sheet, 1, (0.0, 0.0), &labels).unwrap());
        let page = &pages[0];
        let mut covered = vec![false; page.dots.len()];
        for (x, y) in (0..sheet.count()).filter_map(|n| sheet.position(n)) {
            for row in dots(y)..=dots(y + sheet.height) {
                let start = row * page.width;
                covered[start + dots(x)..=start + dots(x + sheet.width)].fill(true);
            }
        }
        for y in 0..page.height() {
            for x in (0..page.width).filter(|x| !covered[y * page.width + x]) {
                assert!(!page.ink(x, y), "{}: ink at {x} {y}", sheet.code);
            }
        }
    }
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn an_offset_moves_everything() {
    let folder = folder("offset");
    let sheet = sheet("L7160");
    let first_ink = |offset| {
        let pages = render(&folder, &pdf(sheet, 1, offset, &some_labels(1)).unwrap());
        let page = &pages[0];
        let at = (0..page.dots.len()).find(|at| page.ink(at % page.width, at / page.width));
        let at = at.unwrap();
        (at % page.width, at / page.width)
    };
    let (x, y) = first_ink((0.0, 0.0));
    let (moved_x, moved_y) = first_ink((2.54, 1.27));
    assert!(moved_x.abs_diff(x + 30) <= 1, "{x} {moved_x}");
    assert!(moved_y.abs_diff(y + 15) <= 1, "{y} {moved_y}");
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn what_cannot_be_printed_is_refused() {
    let sheet = sheet("L7160");
    let labels = some_labels(1);
    let refused = |start, offset, labels: &[Label]| pdf(sheet, start, offset, labels).unwrap_err();
    assert_eq!(refused(1, (0.0, 0.0), &[]), PaperError::Nothing);
    for start in [0, 22] {
        let error = PaperError::NoSuchPosition { start, count: 21 };
        assert_eq!(refused(start, (0.0, 0.0), &labels), error);
    }
    assert_eq!(
        refused(1, (f32::NAN, 0.0), &labels),
        PaperError::OffsetTooLarge
    );
}
