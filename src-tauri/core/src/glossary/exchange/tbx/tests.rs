//! Files of each kind that is read, written for these tests, and files that mean harm.

use proptest::prelude::*;

use super::*;

const DCA: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<?xml-model href="https://example.org/none.rng"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
  <tbxHeader><fileDesc><sourceDesc><p>by hand</p></sourceDesc></fileDesc><note>header</note></tbxHeader>
  <text><body>
    <conceptEntry id="c7">
      <transacGrp><transac type="transactionType">origination</transac><note>not this</note></transacGrp>
      <descrip type="subjectField">armed conflict</descrip>
      <note>seen in <hi>three</hi> dispatches</note>
      <langSec xml:lang="de">
        <descripGrp>
          <descrip type="definition">Beide Seiten
            schießen nicht.</descrip>
          <admin type="source">eigene</admin>
        </descripGrp>
        <termSec>
          <term>Feuer&#x70;ause</term>
          <termNote type="partOfSpeech">noun</termNote>
          <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>
          <note>kurz &amp; begrenzt</note>
          <descripGrp><descrip type="context">Die Feuerpause hielt.</descrip></descripGrp>
        </termSec>
        <termSec><term><![CDATA[Waffen <ruhe>]]></term></termSec>
      </langSec>
      <langSec xml:lang="und"><termSec><term>x</term></termSec></langSec>
    </conceptEntry>
    <conceptEntry><langSec xml:lang="uk"><termSec><term/></termSec></langSec></conceptEntry>
  </body></text>
</tbx>"#;

const DCT: &str = r#"<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
  xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic"><text><body>
  <conceptEntry id="c1"><min:subjectField>trade</min:subjectField>
    <langSec xml:lang="fr"><descripGrp><basic:definition>droit perçu</basic:definition></descripGrp>
      <termSec><term>droit de douane</term>
        <min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus>
        <basic:termType>fullForm</basic:termType></termSec></langSec></conceptEntry>
</body></text></tbx>"#;

const OF_2008: &str = r#"<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en"><text><body>
  <termEntry id="t1"><descrip type="subjectField">law</descrip>
    <langSet xml:lang="en"><tig><term>warrant</term><termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></tig></langSet>
    <langSet xml:lang="de"><ntig><termGrp><term>Haftbefehl</term><termNote type="administrativeStatus">supersededTerm</termNote></termGrp></ntig></langSet>
  </termEntry></body><back><refObjectList><note>no</note></refObjectList></back></text></martif>"#;

fn terms(entry: &Entry) -> Vec<(&str, &str, &str)> {
    entry
        .terms
        .iter()
        .map(|term| (&*term.term, &*term.language, &*term.status))
        .collect()
}

#[test]
fn categories_as_attributes_are_read() {
    let entries = read(DCA).unwrap();
    assert_eq!(entries.len(), 2);
    let first = &entries[0];
    assert_eq!((&*first.name, first.line), ("c7", 6));
    assert_eq!(&*first.subject, "armed conflict");
    assert_eq!(&*first.definition, "Beide Seiten schießen nicht.");
    assert_eq!(&*first.note, "seen in three dispatches");
    assert_eq!(
        terms(first),
        [
            ("Feuerpause", "de", "preferred"),
            ("Waffen <ruhe>", "de", ""),
            ("x", "", "")
        ]
    );
    assert_eq!(&*first.terms[0].note, "kurz & begrenzt");
    assert_eq!(first.terms[0].line, 16);
    assert_eq!(terms(&entries[1]), [("", "uk", "")]);
}

#[test]
fn categories_as_elements_are_read() {
    let entries = read(DCT).unwrap();
    assert_eq!(
        (&*entries[0].subject, &*entries[0].definition),
        ("trade", "droit perçu")
    );
    assert_eq!(terms(&entries[0]), [("droit de douane", "fr", "deprecated")]);
}

#[test]
fn the_older_form_is_read() {
    let entries = read(OF_2008).unwrap();
    assert_eq!((&*entries[0].subject, &*entries[0].note), ("law", ""));
    assert_eq!(
        terms(&entries[0]),
        [("warrant", "en", "admitted"), ("Haftbefehl", "de", "superseded")]
    );
}

fn refusal(text: &str) -> String {
    read(text).unwrap_err().to_string()
}

#[test]
fn entities_of_the_files_own_are_never_expanded() {
    let laughs = "<!DOCTYPE tbx [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c SYSTEM 'file:///etc/passwd'>]>\
                  <tbx><conceptEntry><langSec><termSec>\n<term>";
    for entity in ["&b;", "&c;"] {
        let told = refusal(&format!(
            "{laughs}{entity}</term></termSec></langSec></conceptEntry></tbx>"
        ));
        assert!(told.contains("line 2") && told.contains(entity), "{told}");
    }
    assert!(
        read(&format!(
            "{laughs}x</term></termSec></langSec></conceptEntry></tbx>"
        ))
        .is_ok()
    );
    refusal("<!DOCTYPE tbx [<!ENTITY a 'x'>]><tbx><conceptEntry id='&a;'/></tbx>");
}

#[test]
fn what_is_not_well_formed_or_not_tbx_is_refused() {
    assert!(refusal("<html><body/></html>").contains("html"));
    for text in [
        "<tbx>",
        "<tbx></body>",
        "<tbx><a></b></tbx>",
        "<tbx><conceptEntry id='",
        "<tbx>&#x110000;</tbx>",
        "<tbx>&#0;</tbx>",
        "<tbx><![CDATA[</tbx>",
        "<tbx>&</tbx>",
    ] {
        refusal(text);
    }
    let deep = format!("<tbx>{}", "<p>".repeat(1_000_000));
    assert!(refusal(&deep).contains("inside each other"));
}

#[test]
fn a_tag_with_very_many_attributes_is_read_in_time() {
    let attributes: Vec<String> = (0..200_000).map(|index| format!(" a{index}='x'")).collect();
    let text = format!("<tbx{}/>", attributes.concat());
    assert_eq!(read(&text).unwrap(), []);
}

proptest! {
    #[test]
    fn any_markup_is_read_or_refused(
        parts in prop::collection::vec(
            prop_oneof![
                Just("<conceptEntry>"), Just("</conceptEntry>"), Just("<langSec xml:lang='de'>"), Just("</langSec>"),
                Just("<termSec>"), Just("<term>"), Just("</term>"), Just("<note/>"), Just("&amp;"), Just("&#10;"),
                Just("&x;"), Just("<!--"), Just("-->"), Just("<![CDATA["), Just("]]>"), Just("]"), Just("<"), Just("ж"),
                Just("<descrip type=definition>"), Just("<a b"), Just("\""), Just("<?"), Just("<!DOCTYPE"), Just(" "),
            ],
            0..30
        )
    ) {
        let _ = read(&format!("<tbx>{}", parts.concat()));
        let _ = read(&format!("<{}", parts.concat()));
    }
}
