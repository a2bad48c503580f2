//! Bytes of a file to [`Source`]: what is no text, or too much of it, is refused here.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, MAX_BYTES, Source, Span};

/// The text of a file. Of one that is refused the part that is text, so that the place can be shown; of one that is
/// too large nothing.
pub fn decode(
    file: FileId,
    name: String,
    bytes: Vec<u8>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Source {
    if bytes.len() > MAX_BYTES {
        diagnostics.push(too_large(file, &name));
        return Source {
            name,
            text: String::new(),
        };
    }
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            diagnostics.push(not_utf8(file, error.utf8_error().valid_up_to()));
            String::from_utf8_lossy(error.as_bytes()).into_owned()
        }
    };
    if let Some(at) = text.find('\0') {
        let message = format!("byte {at} of the file is a NUL character");
        let error = Diagnostic::error(Code::FILE_HAS_NUL, span(file, at, 1), message);
        let help = "is this a schema file at all? One is plain text";
        diagnostics.push(error.label("here").help(help));
    }
    Source { name, text }
}

fn too_large(file: FileId, name: &str) -> Diagnostic {
    let message = format!("`{name}` is too large");
    let mebibytes = MAX_BYTES / (1024 * 1024);
    let limit = format!("a schema file may have up to {MAX_BYTES} bytes ({mebibytes} MiB)");
    Diagnostic::error(Code::FILE_TOO_LARGE, span(file, 0, 0), message).help(limit)
}

/// `at` is the same in the bytes and in the text, where the replacement character stands.
fn not_utf8(file: FileId, at: usize) -> Diagnostic {
    let message = format!("the file is not UTF-8: byte {at} begins no character");
    let place = span(file, at, char::REPLACEMENT_CHARACTER.len_utf8());
    Diagnostic::error(Code::FILE_NOT_UTF8, place, message)
        .label("here")
        .help("save the file as UTF-8")
}

fn span(file: FileId, start: usize, length: usize) -> Span {
    let (start, end) = (start as u32, (start + length) as u32);
    Span { file, start, end }
}
