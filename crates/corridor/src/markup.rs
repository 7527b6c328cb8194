//! Text put into HTML, SVG and XML that the program writes itself.
//!
//! Never here: pages.

/// The text as it stands between tags and in attributes; signs that XML 1.0 forbids are left out.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' | '\r' => out.push(sign),
            sign if sign.is_control() || matches!(sign, '\u{FFFE}' | '\u{FFFF}') => {}
            sign => out.push(sign),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn what_would_be_markup_is_text() {
        assert_eq!(
            escape("<b a=\"1\">R&D's\u{0}\u{1b}[31m</b>"),
            "&lt;b a=&quot;1&quot;&gt;R&amp;D&#39;s[31m&lt;/b&gt;"
        );
    }
}
