//! Pictures as PNG files.

use egui::{Color32, ColorImage};
use png::{BitDepth, ColorType, Encoder, EncodingError};

/// What a file of such a picture is called at the end.
pub const EXTENSION: &str = "png";

/// Encodes a picture.
///
/// # Errors
/// When the picture has no pixels, or fewer than its size says.
pub fn encode(image: &ColorImage) -> Result<Vec<u8>, EncodingError> {
    let [width, height] = image.size.map(|side| u32::try_from(side).unwrap_or(u32::MAX));
    let bytes: Vec<u8> = image.pixels.iter().flat_map(Color32::to_srgba_unmultiplied).collect();
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, width, height);
    encoder.set_color(ColorType::Rgba);
    encoder.set_depth(BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&bytes)?;
    writer.finish()?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_encoded_decodes_to_the_same() {
        let pixels = vec![Color32::RED, Color32::from_gray(7), Color32::TRANSPARENT, Color32::from_rgb(1, 2, 3)];
        let bytes = encode(&ColorImage::new([2, 2], pixels)).unwrap();
        let mut reader = ::png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
        let mut decoded = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut decoded).unwrap();
        assert_eq!((info.width, info.height), (2, 2));
        assert_eq!(decoded, [255, 0, 0, 255, 7, 7, 7, 255, 0, 0, 0, 0, 1, 2, 3, 255]);
    }

    #[test]
    fn a_picture_without_pixels_is_refused() {
        assert!(encode(&ColorImage::new([0, 0], Vec::new())).is_err());
    }
}
