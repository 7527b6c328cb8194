//! A medical note on the plain page: sealed here to the clinicians' devices, signed by the post, and forgotten. It is
//! taken only where nobody on the network can read along; it is read on clinicians' phones alone.
//!
//! Never here: a key that opens a note (no hub has one), or a note on a disk or in a log in the clear.

use super::super::app::App;
use super::page::Page;
use super::post::Post;
use evacuation::people::Token;
use evacuation::statement::{Fact, Note, NoteReader};
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use ring::hkdf::{HKDF_SHA256, Salt};
use x25519_dalek::{PublicKey, StaticSecret};

/// As in `web/src/field/medical.ts`, byte for byte.
const CONTEXT: &[u8] = b"corridor/note/v1\0";
/// Bytes of a note at most.
const NOTE_BYTES_MAX: usize = 2_000;
const BLOCK: usize = 256;
const NONCE: usize = 12;
/// Clinicians to whom a note is sealed at most.
const READERS_MAX: usize = 32;

/// The messages that are used here.
#[cfg(test)]
pub(super) const KEYS: [&str; 6] =
    ["plain-note", "plain-note-open", "plain-note-read", "plain-note-empty", "note-nobody", "note-keep"];

/// A clinician's device and its key.
type Reader = ([u8; 32], [u8; 32]);

pub(super) fn form(page: &mut Page, app: &App, post: &Post) {
    let (what, read) = (page.t("plain-note"), page.t("plain-note-read"));
    page.line(&read);
    if !post.is_private {
        let open = page.t("plain-note-open");
        return page.trouble(&open);
    }
    if app.intake().read(|book| book.account().clinicians().is_empty()) {
        let nobody = page.t("note-nobody");
        return page.line(&nobody);
    }
    page.form("/plain/say", &[("say", "note")], false);
    let (code, keep) = (page.t("phone-code"), page.t("note-keep"));
    page.field("code", &code, "text", "");
    page.text("note", &what, NOTE_BYTES_MAX / 2);
    page.button("note-say", "1", &keep);
    page.end_form();
}

/// The note as a statement that only clinicians' phones can read.
pub(super) fn sealed(page: &Page, app: &App, post: &Post, token: Token, text: &str) -> Result<Fact, String> {
    if !post.is_private {
        return Err(page.t("plain-note-open"));
    }
    if text.trim().is_empty() {
        return Err(page.t("plain-note-empty"));
    }
    let readers = app.intake().read(|book| book.account().clinicians());
    if readers.is_empty() {
        return Err(page.t("note-nobody"));
    }
    let mut random = [0; 32 + 32 + NONCE];
    getrandom::fill(&mut random).map_err(|error| error.to_string())?;
    let operation = app.intake().operation_id();
    let note = seal(text, &operation.0, token, &readers, &random);
    note.map(Fact::Note).ok_or_else(|| page.t("note-nobody"))
}

/// `random`: the note's key, the secret of the key that is used once, the nonce.
fn seal(
    text: &str,
    operation: &[u8; 32],
    token: Token,
    readers: &[Reader],
    random: &[u8; 32 + 32 + NONCE],
) -> Option<Note> {
    let about = [CONTEXT, operation, token.as_str().as_bytes()].concat();
    let (content, rest) = random.split_at(32);
    let (secret, nonce) = rest.split_at(32);
    let nonce: [u8; NONCE] = nonce.try_into().ok()?;
    let secret = StaticSecret::from(<[u8; 32]>::try_from(secret).ok()?);
    let once = PublicKey::from(&secret).to_bytes();
    let mut body = padded(text);
    encrypt(content, nonce, &about, &mut body)?;
    let to = readers.iter().take(READERS_MAX).map(|(device, key)| {
        let shared = secret.diffie_hellman(&PublicKey::from(*key));
        let info = [about.as_slice(), &once, key].concat();
        let mut wrap = [0; 32];
        let derived = Salt::new(HKDF_SHA256, &[]).extract(shared.as_bytes());
        derived.expand(&[&info], HKDF_SHA256).ok()?.fill(&mut wrap).ok()?;
        let mut wrapped = content.to_vec();
        encrypt(&wrap, [0; NONCE], &about, &mut wrapped)?;
        Some(NoteReader { device: (*device).into(), wrapped: <[u8; 48]>::try_from(wrapped).ok()?.into() })
    });
    let to: Vec<NoteReader> = to.collect::<Option<_>>()?;
    let sealed = [&nonce[..], &body].concat();
    Some(Note { token, ephemeral: once.into(), to, sealed, of: None })
}

fn encrypt(key: &[u8], nonce: [u8; NONCE], about: &[u8], body: &mut Vec<u8>) -> Option<()> {
    let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, key).ok()?);
    key.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(about), body).ok()
}

/// Two bytes of length, the text, and zeros up to a whole block, so that its length tells little.
fn padded(text: &str) -> Vec<u8> {
    let text = text.trim();
    let mut end = text.len().min(NOTE_BYTES_MAX);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let length = u16::try_from(end).unwrap_or(0);
    let mut all = length.to_be_bytes().to_vec();
    all.extend_from_slice(&text.as_bytes()[..end]);
    all.resize(all.len().div_ceil(BLOCK) * BLOCK, 0);
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors/note-from-hub.json");

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The file is opened by the phone's own tests (`web/tests/field/medical.test.ts`); it is written anew when run
    /// with CORRIDOR_WRITE_VECTORS=1.
    #[test]
    fn a_note_is_sealed_as_phones_open_it() {
        let secrets = [[0x31; 32], [0x32; 32]];
        let reader =
            |n: u8, secret: [u8; 32]| ([n; 32], PublicKey::from(&StaticSecret::from(secret)).to_bytes());
        let readers = [reader(1, secrets[0]), reader(2, secrets[1])];
        let mut random = [0; 32 + 32 + NONCE];
        random.iter_mut().zip(7..).for_each(|(byte, n)| *byte = n);
        let (token, text) = (Token::from_number(7_654_321), "داء السكري، أنسولين · penicillin");
        let note = seal(text, &[3; 32], token, &readers, &random).unwrap();
        let to: Vec<Value> = note
            .to
            .iter()
            .map(|to| json!({ "device": hex(&*to.device), "wrapped": hex(&*to.wrapped) }))
            .collect();
        let made = json!({ "operation": hex(&[3; 32]), "token": token, "text": text, "secrets": secrets.map(|s| hex(&s)),
            "keys": readers.map(|(_, key)| hex(&key)), "ephemeral": hex(&*note.ephemeral), "to": to, "sealed": hex(&note.sealed) });
        if std::env::var_os("CORRIDOR_WRITE_VECTORS").is_some() {
            std::fs::write(FILE, format!("{made:#}\n")).unwrap();
        }
        let kept: Value = serde_json::from_str(&std::fs::read_to_string(FILE).unwrap()).unwrap();
        assert_eq!(made, kept);
    }

    #[test]
    fn its_length_tells_little_and_a_sign_is_never_cut_in_two() {
        assert_eq!(padded("a").len(), padded(&"a".repeat(200)).len());
        let long = padded(&"م".repeat(5_000));
        assert_eq!((usize::from(long[0]) << 8) + usize::from(long[1]), NOTE_BYTES_MAX);
        assert!(
            std::str::from_utf8(&long[2..2 + NOTE_BYTES_MAX]).is_ok() && long.len() + NONCE + 16 <= 2_400
        );
    }
}
