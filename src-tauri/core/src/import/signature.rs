//! Formats that are not text, told by their first bytes.

/// How far into a file a PDF header may stand (bytes).
const PDF_WINDOW: usize = 1024;

/// Magic numbers at the very beginning. Sources: the formats' specifications, as collected in file(1).
const MAGIC: &[(&[u8], &str)] = &[
    (b"{\\rtf", "RTF"),
    (b"\x89PNG\r\n\x1a\n", "PNG image"),
    (b"\xff\xd8\xff", "JPEG image"),
    (b"GIF87a", "GIF image"),
    (b"GIF89a", "GIF image"),
    (b"II*\0", "TIFF image"),
    (b"MM\0*", "TIFF image"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh91AY&SY", "bzip2"),
    (b"\xfd7zXZ\0", "xz"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"\x7fELF", "ELF program"),
    (b"\xca\xfe\xba\xbe", "Java class or Mach-O program"),
    (b"\xcf\xfa\xed\xfe", "Mach-O program"),
    (b"\0asm", "WebAssembly"),
    (b"SQLite format 3\0", "SQLite database"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Microsoft Office 97–2003"),
    (b"ID3", "MP3 audio"),
    (b"OggS", "Ogg audio or video"),
    (b"fLaC", "FLAC audio"),
    (b"\x1a\x45\xdf\xa3", "Matroska video"),
    (b"wOFF", "font"),
    (b"wOF2", "font"),
    (b"\xff\xfe\0\0", "UTF-32"),
    (b"\0\0\xfe\xff", "UTF-32"),
];

/// The name of the format that the bytes begin like, if it is one that is not text.
pub(super) fn known_format(bytes: &[u8]) -> Option<&'static str> {
    if let Some((_, name)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        // Two of the marks are also three letters that a text may begin with.
        let needs_binary = matches!(*name, "MP3 audio" | "font" | "Ogg audio or video" | "FLAC audio");
        if !needs_binary || head(bytes, 64).contains(&0) {
            return Some(name);
        }
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Some(zip_kind(bytes));
    }
    if contains(head(bytes, PDF_WINDOW), b"%PDF-") && !starts_like_html(bytes) && !reads_as_text(bytes) {
        return Some("PDF");
    }
    if bytes.starts_with(b"%PDF-") {
        return Some("PDF");
    }
    if bytes.starts_with(b"MZ") && head(bytes, 64).contains(&0) {
        return Some("Windows program");
    }
    if bytes.starts_with(b"RIFF")
        && bytes
            .get(8..12)
            .is_some_and(|kind| kind == b"WEBP" || kind == b"WAVE" || kind == b"AVI ")
    {
        return Some("RIFF image, audio or video");
    }
    if bytes.get(4..8).is_some_and(|kind| kind == b"ftyp") {
        return Some("MP4 video or HEIF image");
    }
    if bytes.starts_with(b"BM") && bytes.get(6..10).is_some_and(|reserved| reserved == [0; 4]) {
        return Some("BMP image");
    }
    None
}

/// Whether a document without a telling file name begins as an HTML page does.
pub(super) fn starts_like_html(bytes: &[u8]) -> bool {
    let start: String = head(bytes, 512)
        .iter()
        .filter(|&&byte| byte != 0 && byte.is_ascii())
        .map(|&byte| byte.to_ascii_lowercase() as char)
        .collect();
    let start = start.trim_start();
    start.starts_with("<!doctype html") || start.starts_with("<html") || {
        start.starts_with("<!--") && start.contains("<html")
    }
}

/// Whether a decoded document has more control characters than any text has: over one in twenty, and
/// over eight. Escape, form feed and backspace occur in terminal logs and printed pages.
pub(super) fn is_mostly_controls(text: &str) -> bool {
    let (mut all, mut controls) = (0_u64, 0_u64);
    for c in text.chars() {
        all += 1;
        let control =
            matches!(c, '\0'..='\u{7}' | '\u{b}' | '\u{e}'..='\u{1a}' | '\u{1c}'..='\u{1f}' | '\u{7f}');
        controls += u64::from(control);
    }
    controls > 8 && controls > all / 20
}

fn zip_kind(bytes: &[u8]) -> &'static str {
    let start = head(bytes, 4096);
    let kinds: [(&[u8], &str); 5] = [
        (b"mimetypeapplication/epub", "EPUB book"),
        (b"mimetypeapplication/vnd.oasis.opendocument", "OpenDocument file"),
        (b"word/", "Word document"),
        (b"xl/", "Excel workbook"),
        (b"ppt/", "PowerPoint presentation"),
    ];
    let known = kinds.iter().find(|(mark, _)| contains(start, mark));
    match known {
        Some((_, name)) => name,
        None if contains(start, b"[Content_Types].xml") => "Office document",
        None => "ZIP archive",
    }
}

fn reads_as_text(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok()
}

fn head(bytes: &[u8], length: usize) -> &[u8] {
    bytes.get(..length).unwrap_or(bytes)
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle)
}
