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

#[track_caller]
fn says(text: &str, expected: &[(i64, &str, &str)]) {
    let expected: Vec<_> =
        expected.iter().map(|(n, unit, who)| (*n, (*unit).to_owned(), (*who).to_owned())).collect();
    assert_eq!(figures(text), expected, "{text}");
}

#[test]
fn who_says_it_is_found_wherever_it_stands() {
    says(
        "State TV and a doctor at the scene said four people were hurt.",
        &[(4, "people", "state TV and a doctor at the scene")],
    );
    says(
        "Some 300 patients, as reported by the health ministry, were moved.",
        &[(300, "patients", "health ministry")],
    );
    says("• 36,825 people displaced since 26 October (DTM)", &[(36_825, "people", "DTM")]);
    says("Per the city council, 40 families are waiting.", &[(40, "families", "city council")]);
    says("He was told by a major that 15 men were held.", &[(15, "men", "a major")]);
    says("Hamas denied responsibility and said 30 fighters had died.", &[(30, "fighters", "Hamas")]);
    says(
        "A spokesman said six buses were burned; a commander said five.",
        &[(6, "buses", "a spokesman"), (5, "buses", "a commander")],
    );
    says(
        "Volunteers of the Red Cross Society have collected 26 bodies in Bangui and 25 more in Bouar.",
        &[(26, "bodies", "Red Cross Society"), (25, "bodies", "Red Cross Society")],
    );
    says("‘We passed 21 checkpoints,’ said Maren Toft.", &[(21, "checkpoints", "Maren Toft")]);
    says("Two women (both aged about 60) said 12 houses had burned.", &[(12, "houses", "two women")]);
    says(
        "Spokesman: We do not know. Our team counts buses. Four buses have passed.",
        &[(4, "buses", "Spokesman")],
    );
}

#[test]
fn what_is_counted_is_found_without_its_noun() {
    says(
        "Moved in period: 212 (cumulative 1,904). Buses: 20.",
        &[(212, "people", "unattributed"), (1904, "people", "unattributed"), (20, "buses", "unattributed")],
    );
    says(
        "The council put at 160,000 the number of residents still trapped.",
        &[(160_000, "residents", "council")],
    );
    says("Around 24 million facing hunger, the UN said.", &[(24_000_000, "people", "UN")]);
    says("Men aged between 15 and 55 were led away from convoy 2, she said.", &[]);
}

/// Wherever a headline is said again, its figure is proposed once.
#[test]
fn headlines_are_not_counted_twice() {
    let text = "1,200 reach safety – ICRC\n\nMore than 1,200 people have reached the town, a spokesman said.";
    says(text, &[(1200, "people", "a spokesman")]);
}

#[test]
fn places_of_words_hold_in_any_script_and_size() {
    let line = "قال الطبيب — الدكتور سمير 🚌 said 12 bu\u{AD}ses and 3\u{202F}000 people left «today».";
    sound(&format!("\u{FEFF}{line}\r\n\r\n{line}\r\n"));
    sound("");
    sound(&"951 evacuees and ".repeat(20_000));
    sound(&format!("{} said 5 people died.", "A".repeat(200_000)));
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
