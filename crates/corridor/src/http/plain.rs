//! The plain page: for phones whose browser gives no keys, no camera and no storage, because the page
//! came without encryption or the browser is old. No script: forms, typed codes, a photo of a code that
//! is read here. The hub signs, with a key of its own for every post; such a post asks to join and is
//! admitted with words like any other device.
//!
//! Never here: a decision of its own (`evacuation::boarding` decides), or a name.

mod departure;
mod door;
mod forms;
mod note;
mod page;
mod photo;
mod post;
mod said;

use super::app::App;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Form, Multipart, Query, State};
use axum::http::{Extensions, HeaderMap, HeaderValue, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post as posting};
use page::{Lang, Page};
use post::Post;
use std::collections::HashMap;

/// What a form holds: a field may come once.
type Fields = HashMap<String, String>;

/// The plain page's addresses.
pub(super) fn routes(app: App) -> Router {
    Router::new()
        .route("/plain", get(show))
        .route("/plain/join", posting(join))
        .route("/plain/say", posting(say))
        .route("/plain/door", posting(at_door))
        .route("/plain/photo", posting(by_photo))
        .layer(DefaultBodyLimit::disable())
        .with_state(app)
}

fn lang(headers: &HeaderMap, fields: &Fields) -> Lang {
    let asked = fields.get("lang").map(String::as_str);
    let sent = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    Lang::of(asked.or(sent).unwrap_or("en"))
}

async fn show(
    State(app): State<App>,
    headers: HeaderMap,
    extensions: Extensions,
    Query(fields): Query<Fields>,
) -> Response {
    let app = app.current();
    let mut page = Page::new(lang(&headers, &fields));
    match Post::of(&app, &headers, &extensions).await {
        Some(post) => forms::forms(&mut page, &app, &post, &fields).await,
        None => post::ask(&mut page, &app),
    }
    answer(page)
}

/// A new post: a key that the hub keeps for it, and its request to join.
async fn join(State(app): State<App>, headers: HeaderMap, Form(fields): Form<Fields>) -> Response {
    let app = app.current();
    let lang = lang(&headers, &fields);
    match Post::begin(&app, &fields).await {
        Ok(cookie) => {
            let mut response = Redirect::to(&format!("/plain?lang={}", lang.code())).into_response();
            response
                .headers_mut()
                .extend(HeaderValue::from_str(&cookie).ok().map(|c| (header::SET_COOKIE, c)));
            response
        }
        Err(why) => {
            let mut page = Page::new(lang);
            page.trouble(&why);
            post::ask(&mut page, &app);
            answer(page)
        }
    }
}

/// Something is said.
async fn say(
    State(app): State<App>,
    headers: HeaderMap,
    extensions: Extensions,
    Form(fields): Form<Fields>,
) -> Response {
    let app = app.current();
    let mut page = Page::new(lang(&headers, &fields));
    let Some(post) = Post::of(&app, &headers, &extensions).await else { return begin_anew(&page) };
    said::take(&mut page, &app, &post, &fields).await;
    forms::forms(&mut page, &app, &post, &fields).await;
    answer(page)
}

/// A typed code at a vehicle's door.
async fn at_door(
    State(app): State<App>,
    headers: HeaderMap,
    extensions: Extensions,
    Form(fields): Form<Fields>,
) -> Response {
    let app = app.current();
    let mut page = Page::new(lang(&headers, &fields));
    if Post::of(&app, &headers, &extensions).await.is_none() {
        return begin_anew(&page);
    }
    match said::read_code(&page, fields.get("code").map_or("", String::as_str)) {
        Ok(code) => door::look(&mut page, &app, code, &fields).await,
        Err(why) => page.trouble(&why),
    }
    answer(page)
}

/// A photo of a code at a vehicle's door.
async fn by_photo(
    State(app): State<App>,
    headers: HeaderMap,
    extensions: Extensions,
    form: Multipart,
) -> Response {
    let app = app.current();
    let (fields, picture) = photo::read(form).await;
    let mut page = Page::new(lang(&headers, &fields));
    if Post::of(&app, &headers, &extensions).await.is_none() {
        return begin_anew(&page);
    }
    match photo::code(picture).await {
        Ok(code) => door::look(&mut page, &app, code, &fields).await,
        Err(key) => {
            let what = page.t(key);
            page.trouble(&what);
        }
    }
    answer(page)
}

fn begin_anew(page: &Page) -> Response {
    Redirect::to(&format!("/plain?lang={}", page.lang().code())).into_response()
}

fn answer(page: Page) -> Response {
    Html(page.finish()).into_response()
}
