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
        let message = format!("`{name}` is too large: it has {} bytes", bytes.len());
        let error = Diagnostic::error(
            Code::FILE_TOO_LARGE,
            Span {
                file,
                start: 0,
                end: 0,
            },
            message,
        );
        let limit = format!(
            "a schema file may have up to {MAX_BYTES} bytes ({} MiB)",
            MAX_BYTES / (1024 * 1024)
        );
        diagnostics.push(error.help(limit));
        return Source {
            name,
            text: String::new(),
        };
    }
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            let span = Span {
                file,
                start: at as u32,
                end: (at + char::REPLACEMENT_CHARACTER.len_utf8()) as u32,
            };
            let message = format!("the file is not UTF-8: byte {at} begins no character");
            let error = Diagnostic::error(Code::FILE_NOT_UTF8, span, message);
            diagnostics.push(error.label("here").help("save the file as UTF-8"));
            text
        }
    };
    if let Some(at) = text.find('\0') {
        let span = Span {
            file,
            start: at as u32,
            end: at as u32 + 1,
        };
        let error = Diagnostic::error(
            Code::FILE_HAS_NUL,
            span,
            format!("byte {at} of the file is a NUL character"),
        );
        diagnostics.push(
            error
                .label("here")
                .help("is this a schema file at all? One is plain text"),
        );
    }
    Source { name, text }
}
