//! Paragraphs, sentences and quotations: where one ends and the next begins, abbreviations and
//! quotations that run over several sentences included.
//!
//! Never here: who says what.

use crate::text::{Kind, Token, Tokens};
use std::ops::Range;

/// Longer paragraphs and sentences are cut: every step after this one looks only within one, so that
/// the time to read a text grows with its length and not faster.
const PARAGRAPH_TOKENS_MAX: usize = 3000;
const SENTENCE_TOKENS_MAX: usize = 160;

/// A paragraph with its sentences and quotations.
pub(crate) struct Paragraph {
    pub(crate) tokens: Vec<Token>,
    /// Ranges of tokens.
    pub(crate) sentences: Vec<Range<usize>>,
    /// Ranges of tokens between quotation marks.
    pub(crate) quotes: Vec<Range<usize>>,
    /// Its last quotation is not closed: the next paragraph goes on with it.
    pub(crate) open: bool,
}

impl Paragraph {
    /// The quotation in which the token stands; a word or two in quotation marks are none.
    pub(crate) fn quote_at(&self, ix: usize) -> Option<&Range<usize>> {
        let after = self.quotes.partition_point(|quote| quote.end <= ix);
        self.quotes.get(after).filter(|quote| quote.contains(&ix))
    }

    /// Where it ends, in characters, if it is a headline: one short sentence without a point.
    pub(crate) fn heading_end(&self) -> usize {
        const HEADING_TOKENS_MAX: usize = 18;
        let last = self.tokens.last().filter(|t| !t.any(&[".", "!", ":"]) && !t.is_close_quote());
        let short = self.sentences.len() == 1 && self.tokens.len() <= HEADING_TOKENS_MAX;
        last.filter(|_| short).map_or(0, |t| t.end)
    }

    pub(crate) fn token(&self, ix: usize) -> Option<&Token> {
        self.tokens.get(ix)
    }

    /// The token is there and is one of these.
    pub(crate) fn at(&self, ix: usize, words: &[&str]) -> bool {
        self.token(ix).is_some_and(|token| token.any(words))
    }

    /// The token `back` places before this one is there and is one of these.
    pub(crate) fn was(&self, ix: usize, back: usize, words: &[&str]) -> bool {
        ix.checked_sub(back).is_some_and(|at| self.at(at, words))
    }

    /// The token before this one.
    pub(crate) fn before(&self, ix: usize) -> Option<&Token> {
        self.tokens.get(ix.checked_sub(1)?)
    }

    /// The words from one token to another, space made even.
    pub(crate) fn words(&self, text: &str, range: &Range<usize>) -> String {
        let (Some(first), Some(last)) =
            (self.token(range.start), range.end.checked_sub(1).and_then(|last| self.token(last)))
        else {
            return String::new();
        };
        let raw = text.get(first.bytes.0..last.bytes.1).unwrap_or_default();
        let clean: String = raw.chars().filter(|c| !c.is_control() || c.is_whitespace()).collect();
        clean.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Reads a text paragraph by paragraph.
pub(crate) fn paragraphs(text: &str) -> impl Iterator<Item = Paragraph> + '_ {
    let mut tokens = Tokens::new(text).peekable();
    std::iter::from_fn(move || {
        let mut own = vec![tokens.next()?];
        while own.len() < PARAGRAPH_TOKENS_MAX
            && let Some(token) = tokens.next_if(|token| !token.fresh)
        {
            own.push(token);
        }
        Some(paragraph(own))
    })
}

fn paragraph(tokens: Vec<Token>) -> Paragraph {
    let (quotes, open) = quotes(&tokens);
    let mut sentences = Vec::new();
    let mut start = 0;
    for ix in 0..tokens.len() {
        if ix + 1 == tokens.len() || ix + 1 - start >= SENTENCE_TOKENS_MAX || ends(&tokens, ix) {
            sentences.push(start..ix + 1);
            start = ix + 1;
        }
    }
    Paragraph { tokens, sentences, quotes, open }
}

/// Ranges between quotation marks. A straight mark opens when no quotation is open.
fn quotes(tokens: &[Token]) -> (Vec<Range<usize>>, bool) {
    let mut quotes = Vec::new();
    let mut open: Option<usize> = None;
    for (ix, token) in tokens.iter().enumerate() {
        match open {
            Some(start) if token.is_close_quote() => {
                quotes.push(start..ix);
                open = None;
            }
            None if token.is_open_quote() => open = Some(ix + 1),
            _ => {}
        }
    }
    if let Some(start) = open {
        quotes.push(start..tokens.len());
    }
    (quotes, open.is_some())
}

/// Words that end in a point without ending a sentence.
const ABBREVIATIONS: [&str; 49] = [
    "mr", "mrs", "ms", "dr", "prof", "gen", "lt", "col", "maj", "capt", "sgt", "brig", "adm", "sen", "rep",
    "gov", "st", "no", "nos", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov",
    "dec", "approx", "est", "vs", "etc", "al", "e.g", "i.e", "ca", "fig", "inc", "ltd", "para", "art", "hrs",
    "km", "mt", "rev", "incl",
];

/// Whether the sentence ends with this token.
fn ends(tokens: &[Token], ix: usize) -> bool {
    let token = &tokens[ix];
    let closes = token.is_close_quote() || token.any(&[")", "]", "'"]);
    let mark = if closes && ix > 0 && !token.spaced { &tokens[ix - 1] } else { token };
    let Some(next) = tokens.get(ix + 1) else { return true };
    // The mark that closes belongs to the sentence before it.
    if !next.spaced && (next.is_close_quote() || next.any(&[")", "]", "’", "'"])) {
        return false;
    }
    let begins = next.capital || next.kind == Kind::Digits || next.is_open_quote() || next.kind == Kind::Mark;
    match mark.low.as_str() {
        "!" | "?" | "…" => next.spaced && begins,
        "." => next.spaced && begins && !abbreviates(tokens, ix - usize::from(closes), next),
        ";" | ":" => false,
        // "5 p.m. The": the point of the abbreviation is also the sentence's.
        "a.m." | "p.m." => next.spaced && next.capital && !next.any(&["gmt", "utc"]),
        _ => false,
    }
}

fn abbreviates(tokens: &[Token], point: usize, next: &Token) -> bool {
    let Some(word) = point.checked_sub(1).and_then(|ix| tokens.get(ix)) else { return false };
    if word.kind != Kind::Word || tokens[point].spaced {
        return false;
    }
    let initial = word.capital && word.low.chars().count() == 1;
    // "the road No. 5", but not "she said no. Then".
    let number = word.any(&["no", "nos", "para", "art", "fig"]);
    let month =
        word.any(&["jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"]);
    let measure = word.any(&["hrs", "km", "mt", "approx", "est", "etc", "ca", "al"]);
    if number {
        return next.kind == Kind::Digits;
    }
    if month {
        return word.capital && next.kind == Kind::Digits;
    }
    if measure {
        return !next.capital;
    }
    initial || ABBREVIATIONS.contains(&word.low.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<String> {
        let sentence = |p: &Paragraph| p.sentences.iter().map(|s| p.words(text, s)).collect::<Vec<_>>();
        paragraphs(text).flat_map(|p| sentence(&p)).collect()
    }

    #[test]
    fn points_of_abbreviations_end_no_sentence() {
        let text = "Dr. Elsa Brandt of the U.N. spoke on Dec. 15 at 5 p.m. She left. \"Go,\" he said. \"Ten died. Two live.\" No. 5 is open.";
        let found = sentences(text);
        assert_eq!(found.len(), 6, "{found:#?}");
        assert_eq!(found[2], "\"Go,\" he said.");
    }

    #[test]
    fn bullets_headings_and_tags_begin_paragraphs() {
        let text = "HIGHLIGHTS\n• 5 buses left.\n• 6 more\nwere waiting on the road that leads out of the town to the north and the west\nof it.\n<p>One</p><p>Two";
        let found: Vec<_> = paragraphs(text).map(|p| p.words(text, &(0..p.tokens.len()))).collect();
        assert_eq!(found.len(), 5, "{found:#?}");
    }

    #[test]
    fn quotations_run_over_sentences() {
        let text = "He said: “One left. Two stayed.” Then “go”.";
        let paragraph = paragraphs(text).next().unwrap_or_else(|| paragraph(Vec::new()));
        assert_eq!(paragraph.quotes.len(), 2);
        assert!(!paragraph.open);
    }
}
