//! Letters as sounds.
//!
//! Never here: how sounds are compared as a whole (`names`).

/// A sound, by a letter of its own: `b t T j h x d z r s S g f q k l m n w y`.
pub(super) type Sound = char;

/// Words that join names and are left out by one clerk and written by the next.
const PARTICLES: [&str; 23] = [
    "bin", "ben", "ibn", "bint", "ould", "al", "el", "ad", "ed", "ud", "as", "es", "ar", "er", "az", "ez",
    "ash", "esh", "ال", "بن", "ابن", "بنت", "ولد",
];

/// الدين as clerks write it in one word; the article is no part of its sound.
const FAITH: [&str; 12] = [
    "eldin", "aldin", "eldine", "eldeen", "aldeen", "eddin", "eddine", "eddeen", "uddin", "uddine", "addin",
    "addine",
];

/// The words of a name as sounds.
pub(super) fn sounds(name: &str) -> Vec<Vec<Sound>> {
    let lower: String = name.chars().flat_map(char::to_lowercase).collect();
    // Who writes Kurdish letters writes x for kh.
    let is_kurdish = lower.contains(['ê', 'î', 'û', 'ş']) || lower.contains(['\u{302}', '\u{327}']);
    let lower = if is_kurdish { lower.replace('x', "kh") } else { lower };
    let cleaned: String = lower.chars().map(plain).filter(|c| *c != '\u{0}').collect();
    let words = cleaned.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let mut read: Vec<Vec<Sound>> = Vec::new();
    let mut servant = false;
    for word in words.filter(|word| !PARTICLES.contains(word)) {
        if matches!(word, "abd" | "abdul" | "abdel" | "abdal" | "abdu" | "عبد") {
            servant = true;
            continue;
        }
        let mut found = if is_arabic(word) { arabic(word) } else { latin(word) };
        if servant {
            found.splice(0..0, ['b', 'd']);
            servant = false;
        }
        found.dedup();
        if !found.is_empty() {
            read.push(found);
        }
    }
    if servant {
        read.push(vec!['b', 'd']);
    }
    read
}

fn is_arabic(word: &str) -> bool {
    word.chars().any(|c| ('\u{0621}'..='\u{06D3}').contains(&c))
}

/// Without marks over and under letters; `\0` for what is only a mark.
fn plain(c: char) -> char {
    match c {
        '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{0640}' | '\u{200C}' | '\u{200D}' => '\u{0}',
        '\'' | '’' | '‘' | '`' | '´' | 'ʿ' | 'ʾ' | 'ʻ' | 'ʼ' | '′' | '＇' => '\u{0}',
        // A mark that stands beside its letter, as some phones write é, and as Turkish İ becomes a small letter.
        '\u{0300}'..='\u{036F}' => '\u{0}',
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'ā' | 'å' | 'ą' => 'a',
        'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ě' | 'ę' | 'ə' => 'e',
        'í' | 'ì' | 'î' | 'ï' | 'ī' | 'ı' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'ō' | 'ø' | 'ő' => 'o',
        'ú' | 'ù' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ç' | 'ş' | 'ș' | 'š' | 'č' | 'ć' | 'ś' => 'ş',
        'ž' | 'ź' | 'ż' => 'z',
        'ñ' | 'ň' | 'ń' => 'n',
        'đ' => 'd',
        'ł' => 'l',
        'ř' => 'r',
        'ß' => 's',
        'ý' => 'y',
        'ḥ' | 'ḫ' => 'h',
        'ṣ' => 's',
        'ḍ' => 'd',
        'ṭ' => 't',
        'ẓ' => 'z',
        'ġ' | 'ğ' => 'ġ',
        other => other,
    }
}

fn arabic(word: &str) -> Vec<Sound> {
    // عبدالرحمن in one word, and the article.
    let (servant, rest) = match word.strip_prefix("عبد") {
        Some(rest) if rest.chars().count() > 2 => (true, rest),
        _ => (false, word),
    };
    let rest = rest.strip_prefix("ال").filter(|rest| rest.chars().count() > 2).unwrap_or(rest);
    let mut found: Vec<Sound> = if servant { vec!['b', 'd'] } else { Vec::new() };
    let length = rest.chars().count();
    for (at, letter) in rest.chars().enumerate() {
        let sound = match letter {
            // What Arabic writes for "ch".
            'ش' if found.last() == Some(&'t') => {
                found.pop();
                'S'
            }
            'ب' | 'پ' => 'b',
            'ت' | 'ط' => 't',
            // At the end of a word it is a vowel as often as not.
            'ة' | 'ه' if at + 1 == length => continue,
            'ة' => 't',
            'ث' => 'T',
            'ج' => 'j',
            'ح' | 'ه' => 'h',
            'خ' => 'x',
            'د' | 'ض' => 'd',
            'ذ' | 'ز' | 'ظ' => 'z',
            'ر' => 'r',
            'س' | 'ص' => 's',
            'ش' | 'چ' => 'S',
            'غ' | 'گ' => 'g',
            'ف' | 'ڤ' => 'f',
            'ق' => 'q',
            'ك' | 'ک' => 'k',
            'ل' => 'l',
            'م' => 'm',
            'ن' => 'n',
            'و' | 'ؤ' => 'w',
            'ي' | 'ی' | 'ئ' => 'y',
            _ => continue,
        };
        found.push(sound);
    }
    found
}

fn latin(word: &str) -> Vec<Sound> {
    // Abdulrahman, Abdurrahman, Abderrahim in one word.
    let (servant, rest) = match word.strip_prefix("abd") {
        Some(rest) if rest.len() >= 4 => (true, rest.trim_start_matches(['a', 'e', 'i', 'o', 'u'])),
        _ => (false, word),
    };
    let rest =
        if servant { rest.strip_prefix('l').filter(|rest| rest.len() > 2).unwrap_or(rest) } else { rest };
    // Benn Saeed and Al Hassan in one word.
    let joined = ["benn", "binn", "ibn", "al", "el", "il", "ul"].into_iter();
    let rest = if FAITH.contains(&rest) { "din" } else { rest };
    let without = joined.filter_map(|joined| rest.strip_prefix(joined)).find(|rest| rest.len() >= 4);
    let letters: Vec<char> = without.unwrap_or(rest).chars().collect();
    let mut found: Vec<Sound> = if servant { vec!['b', 'd'] } else { Vec::new() };
    let mut at = 0;
    while let Some(letter) = letters.get(at).copied() {
        let next = letters.get(at + 1).copied().unwrap_or(' ');
        let last = at + 1 == letters.len();
        let (sound, used) = match (letter, next) {
            ('s', 'c') if letters.get(at + 2) == Some(&'h') => (Some('S'), 3),
            ('t', 'c') if letters.get(at + 2) == Some(&'h') => (Some('S'), 3),
            ('s' | 'c', 'h') => (Some('S'), 2),
            ('k', 'h') => (Some('x'), 2),
            ('g', 'h') => (Some('g'), 2),
            ('t', 'h') => (Some('T'), 2),
            ('d', 'h') => (Some('z'), 2),
            ('p', 'h') => (Some('f'), 2),
            ('d', 'j') => (Some('j'), 2),
            ('d', 'z') => (Some('z'), 2),
            ('t', 's') => (Some('s'), 2),
            ('c', 'k') => (Some('k'), 2),
            ('o', 'u' | 'o') | ('a', 'u' | 'w') => (Some('w'), 2),
            ('e', 'e') | ('a' | 'e', 'i' | 'y') => (Some('y'), 2),
            ('c', 'e' | 'i') => (Some('s'), 1),
            ('g', 'e' | 'i') => (Some('j'), 1),
            ('h', _) if last => (None, 1),
            ('b' | 'p', _) => (Some('b'), 1),
            ('t', _) => (Some('t'), 1),
            ('j', _) => (Some('j'), 1),
            ('h', _) => (Some('h'), 1),
            ('d', _) => (Some('d'), 1),
            ('z', _) => (Some('z'), 1),
            ('r', _) => (Some('r'), 1),
            ('s', _) => (Some('s'), 1),
            ('ş', _) => (Some('S'), 1),
            ('g' | 'ġ', _) => (Some('g'), 1),
            ('f' | 'v', _) => (Some('f'), 1),
            ('q', _) => (Some('q'), 1),
            ('k' | 'c', _) => (Some('k'), 1),
            ('x', _) => {
                found.push('k');
                (Some('s'), 1)
            }
            ('l', _) => (Some('l'), 1),
            ('m', _) => (Some('m'), 1),
            ('n', _) => (Some('n'), 1),
            ('w' | 'u' | 'o', _) => (Some('w'), 1),
            ('y' | 'i' | 'e', _) => (Some('y'), 1),
            _ => (None, 1),
        };
        found.extend(sound);
        at += used;
    }
    found
}

/// What it costs to leave a sound out.
pub(super) fn weight(sound: Sound) -> f64 {
    match sound {
        'w' | 'y' => 0.2,
        'h' => 0.5,
        _ => 1.0,
    }
}

/// What it costs to take one sound for another.
pub(super) fn apart(a: Sound, b: Sound) -> f64 {
    if a == b {
        return 0.0;
    }
    let (a, b) = if a < b { (a, b) } else { (b, a) };
    let close = match (a, b) {
        ('w', 'y') => 0.2,
        ('k', 'q') | ('T', 't') => 0.15,
        ('k', 'x') | ('T', 's') | ('d', 'z') | ('h', 'x') => 0.3,
        ('g', 'j') | ('g', 'q') | ('S', 's') | ('S', 'j') | ('j', 'z') | ('s', 'z') => 0.4,
        ('T', 'z') | ('d', 't') | ('g', 'k') | ('g', 'x') | ('T', 'd') => 0.5,
        _ => return (weight(a) + weight(b)).min(1.6),
    };
    f64::min(close, weight(a) + weight(b))
}

/// Sounds that are easily taken for one another share a letter.
pub(super) fn folded(sound: Sound) -> char {
    match sound {
        'q' | 'k' | 'x' | 'g' | 'j' | 'S' | 's' | 'z' | 'T' | 't' | 'd' => 'k',
        other => other,
    }
}
