//! A page of the plain kind as HTML, in the reader's language: the words are those of the field pages.
//!
//! Never here: text that was not escaped.

use crate::markup::escape;
use std::fmt::Write;

/// The languages, with the words of the field pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lang {
    En,
    Ar,
    Fr,
}

const WORDS: [(Lang, &str, &str); 3] = [
    (Lang::En, "en", include_str!("../../../../../web/src/i18n/en/field.ftl")),
    (Lang::Ar, "ar", include_str!("../../../../../web/src/i18n/ar/field.ftl")),
    (Lang::Fr, "fr", include_str!("../../../../../web/src/i18n/fr/field.ftl")),
];

impl Lang {
    pub(super) const ALL: [Lang; 3] = [Lang::En, Lang::Ar, Lang::Fr];

    /// The first language of a list such as browsers send; English if it is none of them.
    pub(super) fn of(list: &str) -> Lang {
        let known = |tag: &str| WORDS.iter().find(|(_, code, _)| tag.trim().starts_with(code));
        list.split(',').find_map(known).map_or(Lang::En, |(lang, ..)| *lang)
    }
    pub(super) fn code(self) -> &'static str {
        WORDS.iter().find(|(lang, ..)| *lang == self).map_or("en", |(_, code, _)| code)
    }
    /// Its own name, so that whoever looks for it finds it.
    fn name(self) -> &'static str {
        match self {
            Lang::En => "English",
            Lang::Ar => "العربية",
            Lang::Fr => "Français",
        }
    }
    /// A message of one line; the key itself where there is none, so that a gap is seen.
    pub(super) fn say(self, key: &str) -> &str {
        let text = WORDS.iter().find(|(lang, ..)| *lang == self).map_or("", |(.., text)| text);
        let line = text.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = "));
        line.unwrap_or(key)
    }
}

/// A page while it is written.
#[derive(Debug)]
pub(super) struct Page {
    lang: Lang,
    body: String,
}

impl Page {
    pub(super) fn new(lang: Lang) -> Page {
        Page { lang, body: String::new() }
    }
    pub(super) fn lang(&self) -> Lang {
        self.lang
    }
    /// A message.
    pub(super) fn t(&self, key: &str) -> String {
        self.lang.say(key).to_owned()
    }
    /// A message with one value in it.
    pub(super) fn with(&self, key: &str, name: &str, value: &str) -> String {
        self.lang.say(key).replace(&format!("{{ ${name} }}"), value)
    }
    /// Markup that this program wrote; values in it are escaped by whoever writes it.
    pub(super) fn raw(&mut self, markup: &str) {
        self.body.push_str(markup);
    }
    /// A part of the page under its heading; folded unless it is `open`.
    pub(super) fn section(&mut self, key: &str, open: bool, fill: impl FnOnce(&mut Page)) {
        let (text, open) = (escape(self.lang.say(key)), if open { " open" } else { "" });
        let _ = write!(self.body, "<details id=\"{key}\"{open}><summary><h2>{text}</h2></summary>");
        fill(self);
        self.raw("</details>");
    }
    pub(super) fn line(&mut self, text: &str) {
        let _ = write!(self.body, "<p>{}</p>", escape(text));
    }
    pub(super) fn done(&mut self, text: &str) {
        let _ = write!(self.body, "<p class=\"note\" role=\"status\">{}</p>", escape(text));
    }
    pub(super) fn trouble(&mut self, text: &str) {
        let _ = write!(self.body, "<p class=\"note amber\" role=\"alert\">{}</p>", escape(text));
    }
    /// Begins a form; a photo's form is sent in parts.
    pub(super) fn form(&mut self, action: &str, hidden: &[(&str, &str)], is_photo: bool) {
        let parts = if is_photo { " enctype=\"multipart/form-data\"" } else { "" };
        let _ = write!(self.body, "<form method=\"post\" action=\"{action}\"{parts}>");
        let lang = self.lang.code();
        for (name, value) in [("lang", lang)].iter().chain(hidden) {
            let _ = write!(self.body, "<input type=\"hidden\" name=\"{name}\" value=\"{}\">", escape(value));
        }
    }
    /// A line to fill in. `kind`: text, number or file.
    pub(super) fn field(&mut self, name: &str, label: &str, kind: &str, value: &str) {
        let more = match kind {
            "number" => " min=\"0\" max=\"999\"",
            "file" => " accept=\"image/*\" capture=\"environment\"",
            _ => " maxlength=\"150\" autocomplete=\"off\"",
        };
        let (label, value) = (escape(label), escape(value));
        let _ = write!(
            self.body,
            "<label>{label}<input name=\"{name}\" type=\"{kind}\" value=\"{value}\"{more}></label>"
        );
    }
    /// Several lines to fill in.
    pub(super) fn text(&mut self, name: &str, label: &str, most: usize) {
        let label = escape(label);
        let _ = write!(
            self.body,
            "<label>{label}<textarea name=\"{name}\" rows=\"3\" maxlength=\"{most}\" autocomplete=\"off\"></textarea></label>"
        );
    }
    /// One of several.
    pub(super) fn choice(&mut self, name: &str, label: &str, options: &[(String, String)], chosen: &str) {
        let _ = write!(self.body, "<label>{}<select name=\"{name}\">", escape(label));
        for (value, text) in options {
            let selected = if value == chosen { " selected" } else { "" };
            let (value, text) = (escape(value), escape(text));
            let _ = write!(self.body, "<option value=\"{value}\"{selected}>{text}</option>");
        }
        self.raw("</select></label>");
    }
    /// A button that sends the form; `name` and `value` say which one it was.
    pub(super) fn button(&mut self, name: &str, value: &str, text: &str) {
        let (value, text) = (escape(value), escape(text));
        let _ = write!(self.body, "<button class=\"main\" name=\"{name}\" value=\"{value}\">{text}</button>");
    }
    pub(super) fn end_form(&mut self) {
        self.raw("</form>");
    }

    /// The whole document.
    pub(super) fn finish(self) -> String {
        let (code, say) = (self.lang.code(), |key| escape(self.lang.say(key)));
        let dir = if self.lang == Lang::Ar { "rtl" } else { "ltr" };
        let others = Lang::ALL.into_iter().filter(|lang| *lang != self.lang);
        let links: String = others
            .map(|lang| {
                format!("<a lang=\"{0}\" href=\"/plain?lang={0}\">{1}</a> ", lang.code(), lang.name())
            })
            .collect();
        format!(
            "<!doctype html><html lang=\"{code}\" dir=\"{dir}\"><head><meta charset=\"utf-8\">\
            <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
            <title>{0}</title><link rel=\"stylesheet\" href=\"/field/plain.css\"></head>\
            <body><main><p>{links}</p><h1><a href=\"/plain?lang={code}\">{0}</a></h1>{1}</main></body></html>",
            say("plain-title"),
            self.body
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_stays_text() {
        let mut page = Page::new(Lang::En);
        page.line("<script>alert('x')</script>");
        page.field("a", "\"><b>", "text", "\"onfocus=\"x");
        let html = page.finish();
        assert!(!html.contains("<script>") && !html.contains("<b>") && !html.contains("\"onfocus"), "{html}");
    }

    #[test]
    fn languages_are_found_and_have_the_words() {
        let asked: Vec<Lang> = ["ar-SY,en", "fr", "de,ar", "", "xx"].map(Lang::of).into();
        assert_eq!(asked, [Lang::Ar, Lang::Fr, Lang::Ar, Lang::En, Lang::En]);
        for lang in Lang::ALL {
            for key in super::super::said::KEYS
                .iter()
                .chain(&super::super::door::KEYS)
                .chain(&super::super::departure::KEYS)
                .chain(&super::super::forms::KEYS)
                .chain(&super::super::note::KEYS)
            {
                assert_ne!(lang.say(key), *key, "{key} in {}", lang.code());
                assert!(!lang.say(key).is_empty(), "{key} has more than one line");
            }
        }
    }
}
