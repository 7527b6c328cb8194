//! `GET /notifications/{entry}/paper`: a notification to be printed and handed over, in English and Arabic.
//! It is not a permission, and says so; nothing about passengers is on it.
//!
//! Never here: a person, a load, or a style that the page policy would refuse.

use crate::http::app::App;
use crate::http::trouble::ApiError;
use crate::markup::escape;
use axum::extract::{Path, State};
use axum::response::Html;
use evacuation::account::unhex;
use evacuation::operation::Operation;
use evacuation::quantity::Moment;
use evacuation::statement::{EntryRef, Fact, Notify};

/// A notification on paper.
#[utoipa::path(get, path = "/notifications/{entry}/paper", operation_id = "notification_paper",
    params(("entry" = String, Path, description = "The notification's id")),
    responses((status = 200, content_type = "text/html", body = String), (status = 404, body = ApiError)))]
pub(in crate::http) async fn paper(
    State(app): State<App>,
    Path(entry): Path<String>,
) -> Result<Html<String>, ApiError> {
    let nothing = || ApiError::not_found("there is no such notification").at("entry");
    let id = unhex(&entry).map(EntryRef).ok_or_else(nothing)?;
    let drawn = app.drawn().await?;
    let said = drawn.reckoned.picture.watch.iter().find(|said| said.entry == id).ok_or_else(nothing)?;
    let Fact::Notify(notify) = &said.fact else { return Err(nothing()) };
    Ok(Html(page(app.operation(), notify, said.at, &entry)))
}

fn page(operation: &Operation, notify: &Notify, at: Moment, entry: &str) -> String {
    let place = |language: &str| {
        let one = |id: &String| {
            let known = operation.places.iter().find(|place| place.id == *id);
            escape(known.and_then(|place| place.name.get(language)).unwrap_or(id))
        };
        notify.route.iter().map(one).collect::<Vec<_>>().join(" → ")
    };
    let party = |language: &str| {
        let known = operation.parties.iter().find(|party| party.id == notify.party);
        escape(known.and_then(|party| party.name.get(language)).unwrap_or(&notify.party))
    };
    let when = |moment: Moment| local(operation, moment);
    let rows = |words: [&str; 9], language: &str| {
        let values = [
            party(language),
            escape(&notify.convoy),
            place(language),
            when(notify.from),
            when(notify.until),
            notify.vehicles.to_string(),
            escape(&notify.markings),
            escape(&notify.contact),
            when(at),
        ];
        let row = |(word, value): (&str, String)| {
            format!("<tr><th align=\"start\">{word}</th><td><bdi>{value}</bdi></td></tr>")
        };
        words.into_iter().zip(values).map(row).collect::<String>()
    };
    let english = rows(
        [
            "To",
            "Convoy",
            "Route",
            "On the road from",
            "Until; void after this",
            "Vehicles",
            "Markings",
            "Contact",
            "Notified",
        ],
        "en",
    );
    let arabic = rows(
        [
            "إلى",
            "القافلة",
            "المسار",
            "على الطريق من",
            "حتى؛ ويبطل بعده",
            "عدد المركبات",
            "العلامات",
            "جهة الاتصال",
            "تاريخ الإبلاغ",
        ],
        "ar",
    );
    whole(&escape(&operation.name), &escape(&notify.convoy), &english, &arabic, entry)
}

/// The sheet around the two tables.
fn whole(name: &str, convoy: &str, english: &str, arabic: &str, entry: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{name}: {convoy}</title></head><body>\
         <h1>Notification of a humanitarian convoy</h1><h2><bdi>{name}</bdi></h2>\
         <p><strong>No guarantee of safety. This is a notification, not a permission, and it asks for none.</strong></p>\
         <table>{english}</table><hr>\
         <div lang=\"ar\" dir=\"rtl\"><h1>إبلاغ عن قافلة إنسانية</h1>\
         <p><strong>لا ضمان للسلامة. هذا إبلاغ وليس تصريحًا، ولا يطلب تصريحًا.</strong></p><table>{arabic}</table></div><hr>\
         <p>Received by (function) ______________________ &nbsp; Time __________ &nbsp; <span lang=\"ar\" dir=\"rtl\">استلمه (الوظيفة)</span></p>\
         <p><small>{entry}</small></p></body></html>",
    )
}

fn local(operation: &Operation, moment: Moment) -> String {
    let zone = jiff::tz::TimeZone::get(&operation.timezone).unwrap_or(jiff::tz::TimeZone::UTC);
    let stamp = jiff::Timestamp::from_second(operation.start_unix_s.saturating_add(moment.seconds()));
    stamp.map(|stamp| stamp.to_zoned(zone).strftime("%Y-%m-%d %H:%M %:z").to_string()).unwrap_or_default()
}
