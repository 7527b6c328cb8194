//! A photo of a code: small enough, a picture, with a code in it that can be read.
//!
//! Never here: keeping the picture.

use super::Fields;
use axum::extract::Multipart;
use evacuation::people::Token;
use image::{ImageReader, Limits};
use std::io::Cursor;

/// Pixels along a side at most.
const SIDE_MAX: u32 = 8192;
/// Bytes that reading a picture may take.
const MEMORY_MAX: u64 = 256 * 1024 * 1024;
/// Photos are made smaller than this before they are searched: codes are held near.
const SEARCHED_MAX: u32 = 1280;
/// Fields in a form at most.
const FIELDS_MAX: usize = 16;

/// The form's fields and the picture's bytes.
pub(super) async fn read(mut form: Multipart) -> (Fields, Vec<u8>) {
    let (mut fields, mut picture) = (Fields::new(), Vec::new());
    while let Ok(Some(part)) = form.next_field().await {
        let name = part.name().unwrap_or_default().to_owned();
        if name == "photo" {
            picture = part.bytes().await.map(|bytes| bytes.to_vec()).unwrap_or_default();
        } else if fields.len() < FIELDS_MAX {
            fields.insert(name, part.text().await.unwrap_or_default());
        }
    }
    (fields, picture)
}

/// The code in a picture; else the key of a message that says what to do.
pub(super) async fn code(picture: Vec<u8>) -> Result<Token, &'static str> {
    if picture.is_empty() {
        return Err("plain-photo-none");
    }
    tokio::task::spawn_blocking(move || look(&picture)).await.unwrap_or(Err("plain-photo-unread"))
}

fn look(picture: &[u8]) -> Result<Token, &'static str> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE_MAX);
    limits.max_image_height = Some(SIDE_MAX);
    limits.max_alloc = Some(MEMORY_MAX);
    let mut reader =
        ImageReader::new(Cursor::new(picture)).with_guessed_format().map_err(|_| "plain-photo-kind")?;
    reader.limits(limits);
    let picture = reader.decode().map_err(|_| "plain-photo-kind")?;
    let picture = match picture.width().max(picture.height()) > SEARCHED_MAX {
        true => picture.thumbnail(SEARCHED_MAX, SEARCHED_MAX),
        false => picture,
    };
    let mut searched = rqrr::PreparedImage::prepare(picture.to_luma8());
    let codes = searched.detect_grids().into_iter().filter_map(|grid| grid.decode().ok());
    codes.map(|(_, text)| text).find_map(|text| text.trim().parse().ok()).ok_or("plain-photo-unread")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_photo_of_a_card_is_read_and_anything_else_is_not() {
        let token = Token::from_number(123_456_789);
        let code = qrcode::QrCode::new(token.as_str()).unwrap();
        let (width, cells) = (code.width(), code.to_colors());
        let pixel = |x: u32, y: u32| {
            let (x, y) = ((x as usize / 9).checked_sub(6), (y as usize / 9).checked_sub(6));
            let cell = x.zip(y).filter(|(x, y)| *x < width && *y < width).map(|(x, y)| cells[y * width + x]);
            image::Luma([if cell == Some(qrcode::Color::Dark) { 40 } else { 210 }])
        };
        let side = (width as u32 + 12) * 9;
        let picture = image::GrayImage::from_fn(side, side, pixel);
        for format in [image::ImageFormat::Png, image::ImageFormat::Jpeg] {
            let mut bytes = Cursor::new(Vec::new());
            picture.write_to(&mut bytes, format).unwrap();
            assert_eq!(look(bytes.get_ref()), Ok(token), "{format:?}");
        }
        let mut blank = Cursor::new(Vec::new());
        image::GrayImage::from_pixel(200, 200, image::Luma([128]))
            .write_to(&mut blank, image::ImageFormat::Png)
            .unwrap();
        assert_eq!(look(blank.get_ref()), Err("plain-photo-unread"));
        assert_eq!(look(b"no picture"), Err("plain-photo-kind"));
        assert_eq!(look(&blank.get_ref()[..40]), Err("plain-photo-kind"));
    }
}
