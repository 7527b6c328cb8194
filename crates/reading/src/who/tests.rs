//! Attributions, by example. Never here: the labelled texts (`bench/intake`).

use super::*;
use crate::sentence::paragraphs;

#[track_caller]
fn check(text: &str, expected: &[(&str, Side)]) {
    let read = |p: Paragraph| p.sentences.iter().flat_map(|s| attributions(&p, text, s)).collect::<Vec<_>>();
    let found: Vec<(String, Side)> = paragraphs(text).flat_map(read).map(|a| (a.speaker, a.side)).collect();
    let expected: Vec<(String, Side)> =
        expected.iter().map(|(who, side)| ((*who).to_owned(), *side)).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn before_after_and_in_the_middle() {
    check("A regime source said that 951 evacuees had left.", &[("a regime source", Side::After)]);
    check("Twenty buses left, two rebel officials said.", &[("two rebel officials", Side::Before)]);
    check("Nine men were shot, activists said, and three died later.", &[("activists", Side::Both)]);
    check("On Thursday, the army said it had left.", &[("army", Side::After)]);
    check("According to the local council, 18 are missing.", &[("local council", Side::After)]);
    check("Eighteen are missing, according to the local council.", &[("local council", Side::Before)]);
    check(
        "“Go,” said Karim Dallo, a spokesman for the civil defence.",
        &[("Karim Dallo, a spokesman for the civil defence", Side::Before)],
    );
}

#[test]
fn speakers_in_the_words_of_the_text() {
    check(
        "State media and a doctor at the scene said four died.",
        &[("state media and a doctor at the scene", Side::After)],
    );
    check(
        "The Syrian Observatory for Human Rights, a UK-based monitor, said 6,000 left.",
        &[("Syrian Observatory for Human Rights", Side::After)],
    );
    check("The ICRC said on Twitter that 50 left.", &[("ICRC", Side::After)]);
    check("A doctor told Reuters that 50 left.", &[("a doctor", Side::After)]);
    check(
        "State television, citing a security source, said 50 left.",
        &[("a security source via state television", Side::After)],
    );
    check(
        "Interfax quoted the Russian centre as saying 50 left.",
        &[("Russian centre via Interfax", Side::After)],
    );
    check("The charity that organised it said two died.", &[("charity that organised it", Side::After)]);
    check("Twelve were hurt and the army said it would stop.", &[("army", Side::After)]);
    check("The Observatory, however, said five burned.", &[("Observatory", Side::After)]);
    check("Five doctors treated people who said they were hit.", &[]);
}
