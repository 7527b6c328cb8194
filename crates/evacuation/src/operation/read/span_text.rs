//! Durations as text: one or more of `2d`, `48h`, `25min`, `90s`, each unit at most once and the
//! larger first; spaces may stand anywhere between: `1h 30min`, `1h30min`, `25 min`.
//!
//! Never here: fractions, signs, ISO 8601 (`PT25M`), months and years (they have no fixed length).

/// Why a text is no duration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SpanError {
    Empty,
    NoNumber,
    NoUnit,
    UnknownUnit,
    Fraction,
    Negative,
    Order,
}

impl SpanError {
    pub(super) fn what(self) -> &'static str {
        match self {
            SpanError::Empty => "it is empty",
            SpanError::NoNumber => "a number is expected before each unit",
            SpanError::NoUnit => "a number has no unit",
            SpanError::UnknownUnit => "its unit is not known",
            SpanError::Fraction => "it has a fraction",
            SpanError::Negative => "it is negative",
            SpanError::Order => "a unit comes twice, or after a smaller one",
        }
    }

    pub(super) fn action(self) -> &'static str {
        match self {
            SpanError::NoUnit => "add d, h, min or s; or write whole seconds without quotes",
            SpanError::UnknownUnit => "the units are d, h, min and s, as in \"1h 30min\"",
            SpanError::Fraction => "write whole units, such as \"1h 30min\" for 1.5 h",
            SpanError::Negative => "write a duration of zero or more",
            SpanError::Order => "write the larger unit first and each once, such as \"1h 30min\"",
            SpanError::Empty | SpanError::NoNumber => {
                "write something like \"25min\", \"1h 30min\" or \"90s\""
            }
        }
    }
}

/// Whole seconds. More than fit stop at the largest number.
pub(super) fn parse(text: &str) -> Result<i64, SpanError> {
    let mut rest = text.trim();
    let mut total: i64 = 0;
    let mut unit_before = i64::MAX;
    if rest.is_empty() {
        return Err(SpanError::Empty);
    }
    while !rest.is_empty() {
        let (number, after) = split(rest, |sign| sign.is_ascii_digit());
        if number.is_empty() {
            return Err(if rest.starts_with(['-', '−']) {
                SpanError::Negative
            } else {
                SpanError::NoNumber
            });
        }
        if after.starts_with(['.', ',']) {
            return Err(SpanError::Fraction);
        }
        let (unit, after) = split(after.trim_start(), |sign| sign.is_alphabetic());
        let unit = match unit {
            "d" => 86_400,
            "h" => 3_600,
            "min" => 60,
            "s" => 1,
            "" => return Err(SpanError::NoUnit),
            _ => return Err(SpanError::UnknownUnit),
        };
        if unit >= unit_before {
            return Err(SpanError::Order);
        }
        unit_before = unit;
        let number: i64 = number.parse().unwrap_or(i64::MAX);
        total = total.saturating_add(number.saturating_mul(unit));
        rest = after.trim_start();
    }
    Ok(total)
}

fn split(text: &str, belongs: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(|sign| !belongs(sign)).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_as_people_write_them() {
        for (text, seconds) in [
            ("0h", 0),
            ("90s", 90),
            ("25min", 1_500),
            ("25 min", 1_500),
            ("48h", 172_800),
            ("2d", 172_800),
            ("1h 30min", 5_400),
            ("1h30min", 5_400),
            (" 1d 2h 3min 4s ", 93_784),
            ("99999999999999999999d", i64::MAX),
        ] {
            assert_eq!(parse(text), Ok(seconds), "{text}");
        }
    }

    #[test]
    fn what_is_no_duration() {
        use SpanError::*;
        for (text, error) in [
            ("", Empty),
            ("  ", Empty),
            ("90", NoUnit),
            ("1h 30", NoUnit),
            ("h", NoNumber),
            ("PT25M", NoNumber),
            ("-5min", Negative),
            ("1.5h", Fraction),
            ("5m", UnknownUnit),
            ("5 minutes", UnknownUnit),
            ("30min 1h", Order),
            ("1h 1h", Order),
            ("٥min", NoNumber),
        ] {
            assert_eq!(parse(text), Err(error), "{text}");
        }
    }
}
