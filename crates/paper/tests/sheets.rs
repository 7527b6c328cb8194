//! Every sheet in every language, with texts that fit and texts that do not.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use paper::{
    Card, FontBytes, Fonts, FormHead, Lang, PaperError, PrintedTicket, cards, manifest, tally, tickets,
};

/// The fonts come with the console's packages; without them there is nothing to print with.
fn fonts() -> Option<Fonts> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/public/fonts");
    let file = |name: &str| std::fs::read(folder.join(name)).ok();
    let bytes = FontBytes {
        latin: file("NotoSans_400Regular.ttf")?,
        latin_bold: file("NotoSans_700Bold.ttf")?,
        arabic: file("NotoNaskhArabic_400Regular.ttf")?,
        arabic_bold: file("NotoNaskhArabic_700Bold.ttf")?,
    };
    Some(Fonts::read(bytes).unwrap())
}

fn keep(name: &str, pdf: &[u8]) {
    if let Some(folder) = std::env::var_os("SHEETS_OUT") {
        std::fs::write(std::path::Path::new(&folder).join(name), pdf).unwrap();
    }
}

fn pages(pdf: &[u8]) -> usize {
    let text = String::from_utf8_lossy(pdf);
    text.matches("/Type/Page/").count()
        + text.matches("/Type /Page\n").count()
        + text.matches("/Type/Page\n").count()
}

#[test]
fn every_sheet_is_a_pdf_with_its_fonts() {
    let Some(fonts) = fonts() else { return };
    for (lang, code, name) in
        [(Lang::Ar, "ar", "شرق حلب"), (Lang::En, "en", "East Aleppo"), (Lang::Fr, "fr", "Alep-Est")]
    {
        let codes = (1..=21).map(|number| Card { number, code: "7Q2M9KTA".to_owned() });
        let sheet = ("C0001".to_owned(), codes.collect::<Vec<_>>());
        let form = FormHead {
            operation: name.to_owned(),
            trip: "bus-3.2".to_owned(),
            convoy: "C004".to_owned(),
            from: if lang == Lang::Ar { "العامرية".to_owned() } else { "Amiriyah".to_owned() },
            to: if lang == Lang::Ar { "الراشدين".to_owned() } else { "Rashidin".to_owned() },
        };
        let numbers = ["M0001".to_owned(), "M0002".to_owned()];
        let ticket = PrintedTicket {
            held: false,
            party: "7Q2M9KTA".to_owned(),
            persons: 5,
            trip: "bus-3.2".to_owned(),
            from: form.from.clone(),
            to: form.to.clone(),
            departs: "2016-12-16 08:05".to_owned(),
            issued: "2016-12-15 21:30".to_owned(),
            code: format!("CT1.{}", "A".repeat(180)),
            key: "a1b2c3d4e5f6".to_owned(),
        };
        let printed = [
            ("cards", cards(&fonts, lang, name, &[sheet]).unwrap(), 1),
            ("manifest", manifest(&fonts, lang, &form, &numbers).unwrap(), 2),
            ("tally", tally(&fonts, lang, &form, &numbers[..1]).unwrap(), 1),
            ("tickets", tickets(&fonts, lang, name, &vec![ticket; 5]).unwrap(), 2),
        ];
        for (kind, pdf, expected) in printed {
            keep(&format!("{kind}-{code}.pdf"), &pdf);
            assert!(pdf.starts_with(b"%PDF-"));
            assert!(
                pdf.windows(10).any(|w| w == b"/FontFile2") || pdf.windows(10).any(|w| w == b"/FontFile3"),
                "{kind}"
            );
            assert!(pages(&pdf) <= expected, "{kind}");
            // A phone on a bad line can take it.
            assert!(pdf.len() < 400_000, "{kind} has {} bytes", pdf.len());
        }
    }
}

#[test]
fn what_does_not_fit_is_made_smaller_and_what_is_no_code_is_refused() {
    let Some(fonts) = fonts() else { return };
    let long = "عملية طويلة الاسم ".repeat(40);
    let odd = FormHead { operation: long.clone(), trip: "\u{202E}bus".to_owned(), ..FormHead::default() };
    assert!(manifest(&fonts, Lang::Ar, &odd, &["M0001".to_owned()]).is_ok());
    let card = Card { number: 1, code: "x".repeat(5000) };
    assert_eq!(cards(&fonts, Lang::En, &long, &[("C0001".to_owned(), vec![card])]), Err(PaperError::Code));
    let none = FontBytes { latin: vec![], latin_bold: vec![1], arabic: vec![], arabic_bold: vec![] };
    assert!(matches!(Fonts::read(none), Err(PaperError::Fonts)));
}
