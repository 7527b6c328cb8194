//! Whole texts: what is proposed, and that no text does harm. Never here: the labelled texts (`bench/intake`).

use super::*;
use proptest::prelude::*;

fn day() -> Option<Date> {
    Date::new(2016, 12, 15).ok()
}

#[track_caller]
fn figures(text: &str) -> Vec<(i64, String, String)> {
    read(text, day()).claims.into_iter().map(|c| (c.low, c.unit, c.claimant)).collect()
}

#[test]
fn the_report_that_began_it() {
    let text = "A regime source said that 951 evacuees, including 108 wounded, had left.";
    let expected = [(951, "evacuees", "a regime source"), (108, "wounded", "a regime source")];
    assert_eq!(figures(text), expected.map(|(n, unit, who)| (n, unit.to_owned(), who.to_owned())));
}

#[test]
fn fire_that_has_stopped_is_no_incident() {
    let reading = read("It appeared that airstrikes and shelling had stopped, a resident said.", day());
    assert_eq!(reading.incidents, []);
    assert_eq!(reading.claims.len(), 1);
    assert_eq!((reading.claims[0].low, reading.claims[0].unit.as_str()), (0, "airstrikes and shelling"));
}

#[test]
fn the_exchanged_form_is_to_the_letter() {
    let reading = read("Between 250 and 300 children were waiting, a nurse said.", day());
    let json = serde_json::to_value(&reading).unwrap_or_default();
    let claim = json["claims"][0].as_object().cloned().unwrap_or_default();
    let keys: Vec<&str> = claim.keys().map(String::as_str).collect();
    let expected =
        ["as_of", "claimant", "high", "low", "place", "qualifier", "quote", "scope", "span", "unit"];
    assert_eq!(keys, expected);
    assert!(json["incidents"].is_array());
}

/// Every quote stands in the text where it says, and reading twice reads the same.
fn sound(text: &str) {
    let reading = read(text, None);
    assert_eq!(reading, read(text, None));
    let chars: Vec<char> = text.chars().collect();
    let spans = reading.claims.iter().map(|c| (&c.quote, c.span));
    for (quote, [start, end]) in spans.chain(reading.incidents.iter().map(|i| (&i.quote, i.span))) {
        let there: String = chars.get(start..end).unwrap_or_default().iter().collect();
        assert_eq!(&there, quote);
        assert!(!quote.is_empty());
    }
}

/// Pieces that readers of text stumble over.
fn piece() -> impl Strategy<Value = String> {
    let pieces = [
        "951 evacuees",
        "said",
        "\"",
        "“",
        "”",
        ",",
        ". ",
        "a doctor",
        "who",
        " of whom ",
        "108 wounded",
        "\u{202e}",
        "\u{200f}",
        "<p>",
        "&nbsp;",
        "&",
        "<",
        "\r\n",
        "\n\n",
        "١٢",
        "12:00 GMT",
        "between 3 and",
        "tens of",
        "shelling",
        "had stopped",
        "according to",
        "the",
        "Dec.",
        "31",
        "February",
        "no",
        "any",
        "one of",
        "-",
        "–",
        "1,2,3",
        "1.2.3",
        "99999999999999999999",
        "million",
        "million million",
        "hundred hundred hundred",
        "🚌",
        "e\u{301}",
        "\0",
        "(",
        ")",
        ";",
        "which",
        "and",
        "X",
        "U.N.",
        "half a",
        "quoted",
        "as saying",
        "citing",
        ", said",
    ];
    prop::sample::select(pieces.to_vec()).prop_map(str::to_owned)
}

proptest! {
    #[test]
    fn any_text_is_read_without_harm(text in any::<String>()) {
        sound(&text);
    }

    #[test]
    fn hostile_pieces_are_read_without_harm(pieces in prop::collection::vec(piece(), 0..60), gap in prop::sample::select(vec!["", " "])) {
        sound(&pieces.join(gap));
    }
}
