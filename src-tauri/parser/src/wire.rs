//! What goes over the pipes. A question: the format (one byte), the length of the document (eight bytes, little-endian),
//! the document. An answer: its length, then as much, then the processor time that the process has used so far (eight
//! bytes, microseconds). Neither side believes a length before it has looked at its limit.

use std::io::{self, Read, Write};

/// Longest document: what the core reads at most, three times as long when it was decoded.
pub const LONGEST: u64 = 3 * dragoman_core::import::MAX_BYTES;

pub fn ask(to: &mut impl Write, format: u8, document: &[u8]) -> io::Result<()> {
    let mut head = [format; 9];
    for (at, byte) in head.iter_mut().skip(1).zip((document.len() as u64).to_le_bytes()) {
        *at = byte;
    }
    to.write_all(&head)?;
    to.write_all(document)?;
    to.flush()
}

/// The next question; None when there will be none.
pub fn asked(from: &mut impl Read) -> io::Result<Option<(u8, Vec<u8>)>> {
    let mut format = [0];
    if from.read(&mut format)? == 0 {
        return Ok(None);
    }
    let length = number(from)?;
    Ok(Some((
        format.first().copied().unwrap_or_default(),
        bytes(from, length, LONGEST)?,
    )))
}

pub fn answer(to: &mut impl Write, answer: &[u8], used: u64) -> io::Result<()> {
    to.write_all(&(answer.len() as u64).to_le_bytes())?;
    to.write_all(answer)?;
    to.write_all(&used.to_le_bytes())?;
    to.flush()
}

/// An answer and the processor time, in microseconds. [`io::ErrorKind::FileTooLarge`] when it is longer than `most`.
pub fn answered(from: &mut impl Read, most: u64) -> io::Result<(Vec<u8>, u64)> {
    let length = number(from)?;
    let answer = bytes(from, length, most)?;
    Ok((answer, number(from)?))
}

fn number(from: &mut impl Read) -> io::Result<u64> {
    let mut bytes = [0; 8];
    from.read_exact(&mut bytes)?;
    Ok(u64::from_le_bytes(bytes))
}

fn bytes(from: &mut impl Read, length: u64, most: u64) -> io::Result<Vec<u8>> {
    if length > most {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    let mut bytes = Vec::new();
    // Room is made for what comes, not for what is announced.
    from.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == length {
        Ok(bytes)
    } else {
        Err(io::ErrorKind::UnexpectedEof.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_and_answers_arrive_as_they_were_sent() {
        let mut pipe = Vec::new();
        ask(&mut pipe, 7, b"page").unwrap();
        ask(&mut pipe, 8, b"").unwrap();
        let mut from = pipe.as_slice();
        assert_eq!(asked(&mut from).unwrap(), Some((7, b"page".to_vec())));
        assert_eq!(asked(&mut from).unwrap(), Some((8, Vec::new())));
        assert_eq!(asked(&mut from).unwrap(), None);

        let mut pipe = Vec::new();
        answer(&mut pipe, b"text", 5).unwrap();
        assert_eq!(answered(&mut pipe.as_slice(), 4).unwrap(), (b"text".to_vec(), 5));
        let flooded = answered(&mut pipe.as_slice(), 3).unwrap_err();
        assert_eq!(flooded.kind(), io::ErrorKind::FileTooLarge);
        let cut = answered(&mut pipe.get(..10).unwrap(), 4).unwrap_err();
        assert_eq!(cut.kind(), io::ErrorKind::UnexpectedEof);
    }
}
