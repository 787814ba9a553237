//! Positions in a text. Inside the program a position counts Unicode code points from 0 and a range
//! excludes its end; this is the one place that converts to UTF-8 bytes and to UTF-16 units.

/// Code points between two checkpoints: a conversion reads at most this many.
const STRIDE: u32 = 256;

/// A text with checkpoints for converting positions in it. Making one reads the text once; each
/// conversion then reads at most 256 characters, and none at all in a text of ASCII only.
///
/// Texts of more than `u32::MAX` code points are not stored by this program; the positions
/// beyond are unreachable here.
#[derive(Debug, Clone)]
pub struct Positions<'t> {
    text: &'t str,
    /// At code points 0, 256, 512, …; empty for ASCII.
    checkpoints: Vec<Checkpoint>,
    end: Checkpoint,
    length: u32,
}

/// One place in all units but code points.
#[derive(Debug, Clone, Copy)]
struct Checkpoint {
    byte: usize,
    utf16: u32,
}

impl<'t> Positions<'t> {
    /// Reads the text once.
    pub fn new(text: &'t str) -> Self {
        if text.is_ascii() {
            let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
            return Positions {
                text,
                checkpoints: Vec::new(),
                end: Checkpoint {
                    byte: text.len(),
                    utf16: length,
                },
                length,
            };
        }
        let mut checkpoints = Vec::with_capacity(text.len() / STRIDE as usize + 1);
        let mut length = 0_u32;
        let mut utf16 = 0_u32;
        for (byte, character) in text.char_indices() {
            if length.is_multiple_of(STRIDE) {
                checkpoints.push(Checkpoint { byte, utf16 });
            }
            length = length.saturating_add(1);
            utf16 = utf16.saturating_add(units(character));
        }
        Positions {
            text,
            checkpoints,
            end: Checkpoint {
                byte: text.len(),
                utf16,
            },
            length,
        }
    }

    /// The text itself.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// Length in code points; also the last position there is.
    pub fn len_code_points(&self) -> u32 {
        self.length
    }

    /// Length in UTF-16 units.
    pub fn len_utf16(&self) -> u32 {
        self.end.utf16
    }

    /// Code points to UTF-8 bytes. None beyond the end.
    pub fn to_byte(&self, position: u32) -> Option<usize> {
        self.place(position).map(|place| place.byte)
    }

    /// Code points to UTF-16 units. None beyond the end.
    pub fn to_utf16(&self, position: u32) -> Option<u32> {
        self.place(position).map(|place| place.utf16)
    }

    /// UTF-8 bytes to code points. None beyond the end and inside a character.
    pub fn from_byte(&self, byte: usize) -> Option<u32> {
        if !self.text.is_char_boundary(byte) {
            return None;
        }
        if self.checkpoints.is_empty() {
            return u32::try_from(byte).ok();
        }
        let (start, position) = self.checkpoint_before(|checkpoint| checkpoint.byte <= byte)?;
        let between = self.text.get(start.byte..byte)?.chars().count();
        position.checked_add(u32::try_from(between).ok()?)
    }

    /// UTF-16 units to code points. None beyond the end and inside a surrogate pair.
    pub fn from_utf16(&self, utf16: u32) -> Option<u32> {
        if utf16 > self.end.utf16 {
            return None;
        }
        if self.checkpoints.is_empty() {
            return Some(utf16);
        }
        let (start, mut position) = self.checkpoint_before(|checkpoint| checkpoint.utf16 <= utf16)?;
        let mut at = start.utf16;
        let mut rest = self.text.get(start.byte..)?.chars();
        while at < utf16 {
            at = at.checked_add(units(rest.next()?))?;
            position = position.checked_add(1)?;
        }
        (at == utf16).then_some(position)
    }

    /// The characters of a range of code points, end excluded. None when it is reversed or leaves
    /// the text; an empty range gives "".
    pub fn slice(&self, start: u32, end: u32) -> Option<&'t str> {
        if start > end {
            return None;
        }
        self.text.get(self.to_byte(start)?..self.to_byte(end)?)
    }

    fn place(&self, position: u32) -> Option<Checkpoint> {
        if position >= self.length {
            return (position == self.length).then_some(self.end);
        }
        if self.checkpoints.is_empty() {
            let byte = usize::try_from(position).ok()?;
            return Some(Checkpoint {
                byte,
                utf16: position,
            });
        }
        let mut place = *self.checkpoints.get(usize::try_from(position / STRIDE).ok()?)?;
        for character in self
            .text
            .get(place.byte..)?
            .chars()
            .take((position % STRIDE) as usize)
        {
            place.byte += character.len_utf8();
            place.utf16 = place.utf16.saturating_add(units(character));
        }
        Some(place)
    }

    /// The last checkpoint for which `reached` holds, and its code point.
    fn checkpoint_before(&self, reached: impl Fn(&Checkpoint) -> bool) -> Option<(Checkpoint, u32)> {
        let index = self.checkpoints.partition_point(reached).checked_sub(1)?;
        let position = u32::try_from(index).ok()?.checked_mul(STRIDE)?;
        Some((*self.checkpoints.get(index)?, position))
    }
}

/// UTF-16 units of one character: 1 or 2.
fn units(character: char) -> u32 {
    if character > '\u{ffff}' { 2 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Texts long enough to pass checkpoints, of characters of 1 to 4 bytes, with combining marks,
    /// right-to-left letters, line ends and byte order marks.
    fn any_text() -> impl Strategy<Value = String> {
        let character = prop_oneof![
            4 => any::<char>(),
            2 => prop::sample::select(vec![
                'a', '\u{308}', '\u{feff}', '\r', '\n', 'ש', 'م', '\u{202e}', '😀', '\u{200d}', '漢', '\0', '\u{10ffff}',
            ]),
            2 => prop::char::range(' ', '~'),
        ];
        prop::collection::vec(character, 0..700).prop_map(|characters| characters.into_iter().collect())
    }

    #[test]
    fn each_unit_counts_what_it_should() {
        let positions = Positions::new("aä漢😀");
        assert_eq!(positions.len_code_points(), 4);
        assert_eq!(positions.len_utf16(), 5);
        assert_eq!(
            (0..=5).map(|at| positions.to_byte(at)).collect::<Vec<_>>(),
            [Some(0), Some(1), Some(3), Some(6), Some(10), None]
        );
        assert_eq!(
            (0..=5).map(|at| positions.to_utf16(at)).collect::<Vec<_>>(),
            [Some(0), Some(1), Some(2), Some(3), Some(5), None]
        );
        assert_eq!(positions.slice(1, 3), Some("ä漢"));
    }

    #[test]
    fn the_inside_of_a_character_is_no_position() {
        let positions = Positions::new("ä😀");
        assert_eq!(positions.from_byte(1), None);
        assert_eq!(positions.from_byte(3), None);
        assert_eq!(positions.from_utf16(2), None);
        assert_eq!(positions.from_utf16(3), Some(2));
        assert_eq!(positions.from_utf16(4), None);
        assert_eq!(positions.from_byte(usize::MAX), None);
    }

    #[test]
    fn a_reversed_range_has_no_text_and_an_empty_one_has_none_either_but_exists() {
        let positions = Positions::new("abc");
        assert_eq!(positions.slice(2, 1), None);
        assert_eq!(positions.slice(3, 3), Some(""));
        assert_eq!(positions.slice(3, 4), None);
        assert_eq!(Positions::new("").slice(0, 0), Some(""));
    }

    proptest! {
        #[test]
        fn every_position_survives_the_way_there_and_back(text in any_text()) {
            let positions = Positions::new(&text);
            let characters: Vec<char> = text.chars().collect();
            prop_assert_eq!(positions.len_code_points() as usize, characters.len());
            let (mut byte, mut utf16) = (0_usize, 0_usize);
            for at in 0..=characters.len() {
                let position = u32::try_from(at).unwrap();
                prop_assert_eq!(positions.to_byte(position), Some(byte));
                prop_assert_eq!(positions.to_utf16(position), Some(u32::try_from(utf16).unwrap()));
                prop_assert_eq!(positions.from_byte(byte), Some(position));
                prop_assert_eq!(positions.from_utf16(u32::try_from(utf16).unwrap()), Some(position));
                if let Some(character) = characters.get(at) {
                    byte += character.len_utf8();
                    utf16 += character.len_utf16();
                }
            }
            prop_assert_eq!(byte, text.len());
            prop_assert_eq!(positions.len_utf16() as usize, text.encode_utf16().count());
        }

        #[test]
        fn every_unit_is_a_boundary_or_refused(text in any_text()) {
            let positions = Positions::new(&text);
            for byte in 0..text.len() + 3 {
                prop_assert_eq!(positions.from_byte(byte).is_some(), text.is_char_boundary(byte));
            }
            let reached = (0..positions.len_utf16() + 3).filter(|unit| positions.from_utf16(*unit).is_some()).count();
            prop_assert_eq!(reached, text.chars().count() + 1);
        }

        #[test]
        fn a_slice_is_the_characters_of_its_range(text in any_text(), start in 0_u32..800, end in 0_u32..800) {
            let length = u32::try_from(text.chars().count()).unwrap();
            let expected: Option<String> = (start <= end && end <= length)
                .then(|| text.chars().skip(start as usize).take((end - start) as usize).collect());
            prop_assert_eq!(Positions::new(&text).slice(start, end).map(str::to_owned), expected);
        }
    }
}
