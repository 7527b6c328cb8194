//! GPX 1.0 and 1.1 as a stream of tags: track points with position and time. Nothing of a file is
//! believed beyond that: no entity is expanded but the five of XML, and no document type is taken.
//!
//! Never here: routes and waypoints, which nobody drove.

/// Bytes of a file are limited by the request; points by this.
const POINTS_MAX: usize = 200_000;
/// Tags within tags.
const DEPTH_MAX: usize = 64;

/// A track point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Latitude in degrees.
    pub lat: f64,
    /// Longitude in degrees.
    pub lon: f64,
    /// Seconds of Unix time, where it is said.
    pub unix_s: Option<i64>,
}

/// Why a file is no GPX.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GpxError {
    /// Not UTF-8.
    #[error("the file is no UTF-8 text; save it as UTF-8")]
    NotText,
    /// The tags do not fit together.
    #[error("line {0}: {1}")]
    Broken(usize, String),
    /// A document type could define entities that grow without end.
    #[error("line {0}: a document type is not taken; delete the <!DOCTYPE …>")]
    DocumentType(usize),
    /// Something else.
    #[error("this is no GPX file: it begins with <{0}>")]
    NotGpx(String),
    /// Too long.
    #[error("the file has more than {POINTS_MAX} points; cut it")]
    TooLong,
}

/// The points of all tracks, in the order of the file.
pub fn read_gpx(bytes: &[u8]) -> Result<Vec<Point>, GpxError> {
    let text = std::str::from_utf8(bytes).map_err(|_| GpxError::NotText)?;
    let mut reader =
        Reader { text: text.trim_start_matches('\u{FEFF}'), at: 0, open: Vec::new(), points: Vec::new() };
    reader.read()?;
    Ok(reader.points)
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    open: Vec<&'t str>,
    points: Vec<Point>,
}

impl<'t> Reader<'t> {
    fn read(&mut self) -> Result<(), GpxError> {
        let (mut seen_root, mut content) = (false, self.at);
        while let Some(found) = self.text[self.at..].find('<') {
            let start = self.at + found;
            let rest = &self.text[start..];
            if let Some(after) = rest.strip_prefix("<!--") {
                self.at = start + 4 + self.until(after, "-->", "a comment never ends")?;
            } else if let Some(after) = rest.strip_prefix("<![CDATA[") {
                self.at = start + 9 + self.until(after, "]]>", "a CDATA section never ends")?;
            } else if let Some(after) = rest.strip_prefix("<?") {
                self.at = start + 2 + self.until(after, "?>", "an instruction never ends")?;
            } else if rest.starts_with("<!") {
                return Err(GpxError::DocumentType(self.line(start)));
            } else {
                let end = self.tag_end(start)?;
                let inside = &self.text[start + 1..end];
                self.at = end + 1;
                if let Some(name) = inside.strip_prefix('/') {
                    self.close(name.trim(), start, &self.text[content..start])?;
                } else {
                    let name = local(inside.split([' ', '\t', '\r', '\n', '/']).next().unwrap_or_default());
                    if !seen_root && name != "gpx" {
                        return Err(GpxError::NotGpx(name.chars().take(40).collect()));
                    }
                    seen_root = true;
                    self.begin(inside, start)?;
                }
                content = self.at;
            }
        }
        match self.open.last() {
            Some(name) => Err(self.broken(self.text.len(), format!("<{name}> is never closed"))),
            None if !seen_root => Err(self.broken(0, "there is no <gpx>".to_owned())),
            None => Ok(()),
        }
    }

    fn begin(&mut self, inside: &'t str, start: usize) -> Result<(), GpxError> {
        let alone = inside.ends_with('/');
        let inside = inside.trim_end_matches('/');
        let whole = inside.split([' ', '\t', '\r', '\n']).next().unwrap_or_default();
        if whole.is_empty() {
            return Err(self.broken(start, "a tag has no name".to_owned()));
        }
        if local(whole) == "trkpt" && self.open.iter().any(|name| local(name) == "trk") {
            if self.points.len() >= POINTS_MAX {
                return Err(GpxError::TooLong);
            }
            let degrees = |name: &str, most: f64| -> Result<f64, GpxError> {
                let value = attribute(inside, name).and_then(|text| text.trim().parse::<f64>().ok());
                let value = value.filter(|degrees| degrees.is_finite() && degrees.abs() <= most);
                value.ok_or_else(|| self.broken(start, format!("a track point's {name} cannot be read")))
            };
            let point = Point { lat: degrees("lat", 90.0)?, lon: degrees("lon", 180.0)?, unix_s: None };
            self.points.push(point);
        }
        if !alone {
            if self.open.len() >= DEPTH_MAX {
                return Err(self.broken(start, format!("more than {DEPTH_MAX} tags within each other")));
            }
            self.open.push(whole);
        }
        Ok(())
    }

    fn close(&mut self, name: &str, start: usize, content: &str) -> Result<(), GpxError> {
        match self.open.pop() {
            Some(open) if open == name => {}
            Some(open) => return Err(self.broken(start, format!("<{open}> is closed by </{name}>"))),
            None => return Err(self.broken(start, format!("</{name}> closes nothing"))),
        }
        // A time of the point itself, not of something inside it.
        if local(name) == "time" && self.open.last().is_some_and(|parent| local(parent) == "trkpt") {
            let unix_s = time(content.trim());
            if let Some(point) = self.points.last_mut() {
                point.unix_s = unix_s;
            }
        }
        Ok(())
    }

    /// Where a tag ends; a `>` within quotes does not end it.
    fn tag_end(&self, start: usize) -> Result<usize, GpxError> {
        let mut quote = None;
        for (offset, byte) in self.text[start..].bytes().enumerate() {
            match (byte, quote) {
                (b'"' | b'\'', None) => quote = Some(byte),
                (byte, Some(open)) if byte == open => quote = None,
                (b'>', None) => return Ok(start + offset),
                (b'<', None) if offset > 0 => break,
                _ => {}
            }
        }
        Err(self.broken(start, "a tag never ends".to_owned()))
    }

    fn until(&self, rest: &str, end: &str, what: &str) -> Result<usize, GpxError> {
        let found = rest.find(end).map(|found| found + end.len());
        found.ok_or_else(|| self.broken(self.at, what.to_owned()))
    }

    fn line(&self, at: usize) -> usize {
        self.text[..at].bytes().filter(|byte| *byte == b'\n').count() + 1
    }

    fn broken(&self, at: usize, what: String) -> GpxError {
        GpxError::Broken(self.line(at), what)
    }
}

/// Without the prefix of a namespace.
fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

fn attribute<'t>(inside: &'t str, name: &str) -> Option<&'t str> {
    let mut rest = inside;
    while let Some(found) = rest.find(name) {
        let before = rest[..found].chars().next_back();
        let after = rest[found + name.len()..].trim_start();
        if before.is_some_and(char::is_whitespace)
            && let Some(value) = after.strip_prefix('=')
        {
            let value = value.trim_start();
            let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
            return value[1..].split(quote).next();
        }
        rest = &rest[found + name.len()..];
    }
    None
}

/// An ISO date and time; one without a zone is UTC, as GPX says.
fn time(text: &str) -> Option<i64> {
    if let Ok(stamp) = text.parse::<jiff::Timestamp>() {
        return Some(stamp.as_second());
    }
    let civil: jiff::civil::DateTime = text.parse().ok()?;
    Some(civil.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp().as_second())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_with_and_without_time() {
        let text = "\u{FEFF}<?xml version=\"1.0\"?><gpx xmlns='x'><!-- <trkpt> --><wpt lat='1' lon='2'/>\
            <trk><trkseg><trkpt lon=\"37.1\" lat = \"36.1\"><ele>3</ele><time>2016-12-15T12:00:00Z</time>\
            <extensions><time>1999-01-01T00:00:00Z</time></extensions></trkpt>\
            <trkpt lat='36.2' lon='37.2'/></trkseg></trk></gpx>";
        let points = read_gpx(text.as_bytes()).unwrap();
        assert_eq!(points.len(), 2);
        assert_eq!((points[0].lat, points[0].unix_s), (36.1, Some(1_481_803_200)));
        assert_eq!(points[1], Point { lat: 36.2, lon: 37.2, unix_s: None });
    }

    #[test]
    fn hostile_files_are_refused_in_words() {
        let no = |text: &str| read_gpx(text.as_bytes()).unwrap_err().to_string();
        assert!(no("<!DOCTYPE gpx [<!ENTITY a 'aaaa'>]><gpx/>").contains("document type"));
        assert!(no("<html></html>").contains("<html>"));
        assert!(no("<gpx><trk></gpx>").contains("<trk> is closed by </gpx>"));
        assert!(no("<gpx><trk>").contains("never closed"));
        assert!(no("<gpx><trk><trkpt lat='91' lon='0'/></trk></gpx>").contains("lat"));
        assert!(no("").contains("no <gpx>") && no("<gpx").contains("never ends"));
        assert_eq!(read_gpx(b"\xff"), Err(GpxError::NotText));
        let deep = format!("<gpx>{}", "<a>".repeat(1_000));
        assert!(no(&deep).contains("within each other"));
    }
}
