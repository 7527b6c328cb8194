//! The server: JSON under `/api/v1`, the live picture as server-sent events, and the console's files.
//!
//! One file a resource; each holds the shape of its answers (exactly those of `web/src/api.ts`) and
//! how they are drawn from the picture. Routes and the OpenAPI document come from the same place and
//! cannot diverge. Never here: rules of the domain, or a statement that did not come through `intake`.

mod app;
mod assets;
mod attention;
mod body;
mod claims;
mod clock;
mod connections;
mod convoys;
mod corridor_state;
mod devices;
mod drawn;
mod entries;
mod events;
mod evidence;
mod field;
mod figures;
mod guard;
mod health;
mod live_convoy;
mod operation;
mod paper;
mod people;
mod picture;
mod plain;
mod plan;
mod positions;
mod progress;
mod proposal;
mod proposals;
mod reconciliation;
mod replan;
mod saying;
mod sealed;
mod seals;
mod serve;
mod settling;
mod shape;
mod shares;
mod statement_row;
mod statements;
mod sync;
mod tickets;
mod trips;
mod trouble;
mod trust;
mod twins;
mod watch;
mod way;

pub use app::{App, AppParts};
pub(crate) use assets::font;
pub use serve::{ServeError, ServeSettings, serve};
pub(crate) use statement_row::role_name;
pub use sync::BUNDLE_TYPE;

use app::Shared;
use axum::routing::get;
use axum::{Json, Router};
use guard::Rates;
use std::sync::Arc;
use utoipa::openapi::{InfoBuilder, OpenApi, OpenApiBuilder};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Everything that the server answers, guards included. `hosts`: names besides addresses and
/// `localhost` by which people call this server.
pub fn router(app: &App, hosts: Vec<String>) -> Router {
    let (api, document) = resources().with_state(Shared(app.clone())).split_for_parts();
    let router = api
        .route("/api/v1/openapi.json", get(move || async move { Json(document) }))
        .merge(plain::routes(app.clone()))
        .fallback(assets::serve);
    guard::around(router, Arc::new(hosts), Arc::new(Rates::default()))
}

/// The OpenAPI document, which is made from the routes themselves.
pub fn document() -> OpenApi {
    resources().into_openapi()
}

fn resources() -> OpenApiRouter<Shared> {
    let info = InfoBuilder::new().title("Corridor").version("1").description(Some(
        "All moments are whole seconds after the operation's start unless their name says otherwise.",
    ));
    let api = OpenApiRouter::new()
        .routes(routes!(operation::get))
        .routes(routes!(plan::get))
        .routes(routes!(picture::get))
        .routes(routes!(events::get))
        .routes(routes!(convoys::list))
        .routes(routes!(convoys::get))
        .routes(routes!(trips::manifest))
        .routes(routes!(field::get))
        .routes(routes!(field::device))
        .routes(routes!(field::notes))
        .routes(routes!(figures::get))
        .routes(routes!(claims::list, claims::enter))
        .routes(routes!(proposals::post))
        .routes(routes!(statements::list))
        .routes(routes!(clock::post))
        .routes(routes!(entries::post))
        .routes(routes!(sealed::post))
        .routes(routes!(sealed::custodians))
        .routes(routes!(devices::list))
        .routes(routes!(devices::own))
        .routes(routes!(devices::admit))
        .routes(routes!(devices::revoke))
        .routes(routes!(devices::release))
        .routes(routes!(devices::fork))
        .routes(routes!(seals::post))
        .routes(routes!(seals::now))
        .routes(routes!(seals::get))
        .routes(routes!(seals::proof))
        .routes(routes!(seals::consistency))
        .routes(routes!(seals::contradictions))
        .routes(routes!(sync::post, sync::held))
        .routes(routes!(sync::download, sync::take))
        .routes(routes!(replan::get, replan::post, replan::delete))
        .routes(routes!(replan::stop))
        .routes(routes!(replan::accept))
        .routes(routes!(tickets::list, tickets::post))
        .routes(routes!(tickets::told))
        .routes(routes!(tickets::check))
        .routes(routes!(tickets::get))
        .routes(routes!(reconciliation::get))
        .routes(routes!(reconciliation::close))
        .routes(routes!(reconciliation::attend))
        .routes(routes!(twins::list, twins::post))
        .routes(routes!(people::get))
        .routes(routes!(paper::sheet))
        .routes(routes!(paper::enter))
        .routes(routes!(trust::get))
        .routes(routes!(trust::certificate))
        .merge(watching())
        .routes(routes!(health::get));
    OpenApiRouter::with_openapi(OpenApiBuilder::new().info(info).build()).nest("/api/v1", api)
}

/// What the watch has of its own, and what outsiders reach.
fn watching() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .routes(routes!(watch::get, watch::post))
        .routes(routes!(watch::clearance))
        .routes(routes!(watch::checks))
        .routes(routes!(watch::paper))
        .routes(routes!(watch::trace))
        .routes(routes!(evidence::post))
        .routes(routes!(evidence::get))
        .routes(routes!(positions::get))
        .routes(routes!(positions::enrol))
        .routes(routes!(positions::owntracks))
        .routes(routes!(positions::osmand_get, positions::osmand_post))
        .routes(routes!(positions::gpx))
        .routes(routes!(shares::post))
        .routes(routes!(shares::get))
        .routes(routes!(shares::seals))
        .routes(routes!(shares::hand_in))
}
