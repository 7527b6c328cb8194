//! `GET /tracing/{token}`: a missing person's record and note in PFIF 1.4, as far as it may be shared: the
//! code stands where the standard wants a name, and the status is `believed_missing`.
//!
//! Never here: a name, an age, words that somebody typed.

use crate::http::app::App;
use crate::http::trouble::ApiError;
use crate::markup::escape;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use evacuation::incidents;
use evacuation::quantity::Moment;

/// A note is to be deleted after so many days.
const KEPT_DAYS: i64 = 60;

/// What may be shared of somebody who must be traced, in PFIF 1.4.
#[utoipa::path(get, path = "/tracing/{token}", operation_id = "tracing_note",
    params(("token" = String, Path, description = "The person's code")),
    responses((status = 200, content_type = "application/xml", body = String), (status = 404, body = ApiError)))]
pub(in crate::http) async fn trace(
    State(app): State<App>,
    Path(token): Path<String>,
) -> Result<Response, ApiError> {
    let drawn = app.drawn().await?;
    let traced = incidents::tracing(&drawn.reckoned.picture);
    let one = traced.into_iter().find(|one| one.token.as_str() == token);
    let one = one.ok_or_else(|| ApiError::not_found("nobody with this code is being traced").at("token"))?;
    let operation = app.operation();
    let utc = |moment: Moment| {
        let stamp = jiff::Timestamp::from_second(operation.start_unix_s.saturating_add(moment.seconds()));
        stamp.map(|stamp| stamp.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()).unwrap_or_default()
    };
    // A label of a domain begins with a letter (RFC 1034).
    let domain = format!("op-{}.corridor.invalid", &app.intake().operation_id().to_string()[..16]);
    let (code, since, now) = (one.token.as_str(), utc(one.since), utc(drawn.now));
    let expiry = utc(drawn.now + evacuation::quantity::Span(KEPT_DAYS * 86_400));
    // A place of the operation, or nothing: what was typed may hold anything.
    let place = operation.places.iter().find(|place| place.id == one.place);
    let place = place.map(|place| {
        format!("<pfif:last_known_location>{}</pfif:last_known_location>", escape(place.called("en")))
    });
    let xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <pfif:pfif xmlns:pfif=\"http://zesty.ca/pfif/1.4\">\n<pfif:person>\n\
         <pfif:person_record_id>{domain}/{code}</pfif:person_record_id>\n<pfif:entry_date>{now}</pfif:entry_date>\n\
         <pfif:expiry_date>{expiry}</pfif:expiry_date>\n<pfif:author_name>Operations room</pfif:author_name>\n\
         <pfif:source_name>Corridor</pfif:source_name>\n<pfif:source_date>{since}</pfif:source_date>\n\
         <pfif:full_name>{code}</pfif:full_name>\n<pfif:note>\n\
         <pfif:note_record_id>{domain}/{code}.1</pfif:note_record_id>\n\
         <pfif:person_record_id>{domain}/{code}</pfif:person_record_id>\n<pfif:entry_date>{now}</pfif:entry_date>\n\
         <pfif:author_name>Operations room</pfif:author_name>\n<pfif:source_date>{since}</pfif:source_date>\n\
         <pfif:status>{status}</pfif:status>\n{place}\
         <pfif:text>{text}</pfif:text>\n</pfif:note>\n</pfif:person>\n</pfif:pfif>\n",
        status = one.status,
        place = place.map(|place| format!("{place}\n")).unwrap_or_default(),
        text = escape(&format!(
            "Not accounted for since then ({}). The code is on the person's card.",
            one.after.replace('_', " ")
        )),
    );
    Ok(([(header::CONTENT_TYPE, "application/xml")], xml).into_response())
}
