//! Every route of the desk in one list: its guard stands beside it, and the isolation test walks it.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use conglang_house::web::Web;
use conglang_kernel::SiteId;
use conglang_platform::form::{Form, FormLimits};
use conglang_slices::CREDITS_MAX;
use futures::future::BoxFuture;
use http::request::Parts;
use http::{Method, Request};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use tower_http::csrf::CsrfLayer;

use super::refusal::{self, DeskRefusal};
use super::signed::{OnSite, Signed};
use super::view::DeskView;
use super::{
    account_room, audit_room, begin, categories, choose_site, dead_addresses, entries, history,
    jobs_room, library, library_file, library_parts, members, password, practice, preview, profile,
    remarks, royalties, searched, sign_in, site_home, sites, take_down, uploads, word_file,
    writing,
};

/// What a handler gives.
pub type Answer = Result<Response, DeskRefusal>;

/// A request after its address was understood: the numbers and words in it, and the form sent with it.
pub struct Asked {
    /// The whole request's head.
    pub parts: Parts,
    /// What stands in the places of the route's address that are in braces, but for the site.
    pub places: Vec<String>,
    /// The form, empty but for POST.
    pub form: Form,
    /// The bytes a PUT brings.
    pub put: Bytes,
}

impl Asked {
    /// The nth place as a number.
    ///
    /// # Errors
    /// Not found, when it is none.
    pub fn number(&self, place: usize) -> Result<i64, DeskRefusal> {
        self.places
            .get(place)
            .and_then(|text| text.parse().ok())
            .filter(|number| *number > 0)
            .ok_or(DeskRefusal::NotFound)
    }

    /// The nth place as a word.
    pub fn word(&self, place: usize) -> &str {
        self.places.get(place).map(String::as_str).unwrap_or_default()
    }
}

/// Who may come in.
pub enum Guard {
    /// Anybody: signing in.
    Anybody(fn(Arc<Web>, Asked) -> BoxFuture<'static, Answer>),
    /// Whoever is signed in, even with a first password.
    Person(fn(Signed, Asked) -> BoxFuture<'static, Answer>),
    /// Whoever is signed in with a password of their own.
    Settled(fn(Signed, Asked) -> BoxFuture<'static, Answer>),
    /// Whoever may at least look at the site in the address; the handler asks for its own permit.
    Site(fn(OnSite, Asked) -> BoxFuture<'static, Answer>),
}

/// One route.
pub struct Route {
    /// `GET`, `POST` or `PUT`.
    pub method: Method,
    /// The address; `{site}` is the site, other braces are places.
    pub path: &'static str,
    /// The most its form, or what it puts, may have.
    pub limits: FormLimits,
    /// Who may come in, and what is done.
    pub guard: Guard,
}

/// A form of text fields.
const SMALL: usize = 256 * 1024;

/// A table of units, with the little around it that a form adds.
const TABLE_BYTES_MAX: usize = conglang_house::unit::BYTES_MAX + 64 * 1024;

/// A form with a whole text in it: a letter of Vietnamese may take nine bytes on its way.
const TEXT_BYTES_MAX: usize = 4 << 20;

/// A coefficient and a remark for each article of a month, and the little around them; a letter of a
/// remark may take nine bytes on its way.
const STATEMENT: FormLimits =
    FormLimits { bytes: CREDITS_MAX * 2048, fields: CREDITS_MAX * 2 + 10 };

/// A file with the little around it that a form adds.
const UPLOAD_BYTES_MAX: usize = uploads::FILE_BYTES_MAX + 64 * 1024;

use writing::FORM_BYTES_MAX;

macro_rules! handler {
    ($handler:path) => {
        |who, asked| Box::pin($handler(who, asked))
    };
}

macro_rules! route {
    ($method:ident $path:literal $guard:ident $handler:path) => {
        route!($method $path $guard $handler, SMALL)
    };
    ($method:ident $path:literal $guard:ident $handler:path, $bytes:expr) => {
        route!($method $path $guard $handler; FormLimits::of_bytes($bytes))
    };
    ($method:ident $path:literal $guard:ident $handler:path; $limits:expr) => {
        Route {
            method: Method::$method,
            path: $path,
            limits: $limits,
            guard: Guard::$guard(handler!($handler)),
        }
    };
}

/// Every route of the desk.
pub static ROUTES: &[Route] = &[
    route!(GET "/dang-nhap" Anybody sign_in::show),
    route!(POST "/dang-nhap" Anybody sign_in::submit),
    route!(POST "/dang-xuat" Anybody sign_in::leave),
    route!(GET "/da-dang-nhap" Settled sign_in::again),
    route!(GET "/" Settled choose_site::show),
    route!(GET "/doi-mat-khau" Person password::show),
    route!(POST "/doi-mat-khau" Person password::submit),
    route!(GET "/tai-khoan" Settled account_room::show),
    route!(POST "/tai-khoan" Settled account_room::submit),
    route!(GET "/bat-dau/{token}" Anybody begin::show),
    route!(POST "/bat-dau/{token}" Anybody begin::submit),
    route!(GET "/he-thong/trang" Settled sites::show),
    route!(POST "/he-thong/trang" Settled sites::submit, TABLE_BYTES_MAX),
    route!(GET "/he-thong/trang/{id}" Settled sites::show_one),
    route!(POST "/he-thong/trang/{id}/trang-thai" Settled sites::set_state),
    route!(POST "/he-thong/trang/{id}/ten-mien" Settled sites::submit_hosts),
    route!(GET "/he-thong/viec" Settled jobs_room::show),
    route!(POST "/he-thong/viec" Settled jobs_room::submit),
    route!(GET "/he-thong/nhat-ky" Settled audit_room::show),
    route!(GET "/xem/{token}" Anybody preview::guest),
    route!(POST "/xem/{token}" Anybody preview::guest_says),
    route!(GET "/xem/{token}/tep/{hash}/{name}" Anybody preview::guest_file),
    route!(GET "/trang/{site}" Site site_home::show),
    route!(GET "/trang/{site}/noi-dung" Site entries::show),
    route!(GET "/trang/{site}/noi-dung/tim" Site writing::find),
    route!(GET "/trang/{site}/noi-dung/ten" Site writing::called),
    route!(POST "/trang/{site}/noi-dung/kiem-tra" Site writing::check, TEXT_BYTES_MAX),
    route!(POST "/trang/{site}/noi-dung/chuyen-ma" Site writing::convert, TEXT_BYTES_MAX),
    route!(GET "/trang/{site}/noi-dung/moi/{kind}" Site writing::show_new),
    route!(POST "/trang/{site}/noi-dung/moi/{kind}" Site writing::submit_new, FORM_BYTES_MAX),
    route!(POST "/trang/{site}/noi-dung/moi/{kind}/tu-luu" Site writing::autosave_new, TEXT_BYTES_MAX),
    route!(GET "/trang/{site}/noi-dung/tu-word" Site word_file::show),
    route!(POST "/trang/{site}/noi-dung/tu-word" Site word_file::submit, UPLOAD_BYTES_MAX),
    route!(GET "/trang/{site}/noi-dung/tu-word/{entry}" Site word_file::arrived),
    route!(GET "/trang/{site}/noi-dung/{entry}" Site writing::show),
    route!(POST "/trang/{site}/noi-dung/{entry}" Site writing::submit, FORM_BYTES_MAX),
    route!(POST "/trang/{site}/noi-dung/{entry}/tu-luu" Site writing::autosave, TEXT_BYTES_MAX),
    route!(POST "/trang/{site}/noi-dung/{entry}/dang-sua" Site writing::presence),
    route!(GET "/trang/{site}/noi-dung/{entry}/xem" Site preview::show),
    route!(POST "/trang/{site}/noi-dung/{entry}/xem" Site preview::says),
    route!(GET "/trang/{site}/noi-dung/{entry}/xem/dien-thoai" Site preview::on_phone),
    route!(GET "/trang/{site}/noi-dung/{entry}/chia-se" Site preview::show_share),
    route!(POST "/trang/{site}/noi-dung/{entry}/chia-se" Site preview::share),
    route!(POST "/trang/{site}/noi-dung/{entry}/loi-nhan" Site remarks::submit),
    route!(GET "/trang/{site}/noi-dung/{entry}/go" Site take_down::show),
    route!(POST "/trang/{site}/noi-dung/{entry}/go" Site take_down::submit),
    route!(GET "/trang/{site}/noi-dung/{entry}/lich-su" Site history::show),
    route!(POST "/trang/{site}/noi-dung/{entry}/lich-su" Site history::restore),
    route!(GET "/trang/{site}/noi-dung/{entry}/lich-su/{edition}" Site history::edition),
    route!(GET "/trang/{site}/thanh-vien" Site members::show),
    route!(POST "/trang/{site}/thanh-vien" Site members::submit),
    route!(GET "/trang/{site}/chuyen-muc" Site categories::show),
    route!(POST "/trang/{site}/chuyen-muc" Site categories::submit),
    route!(GET "/trang/{site}/thong-tin" Site profile::show),
    route!(POST "/trang/{site}/thong-tin" Site profile::submit),
    route!(GET "/trang/{site}/dia-chi-hong" Site dead_addresses::show),
    route!(POST "/trang/{site}/dia-chi-hong" Site dead_addresses::submit),
    route!(GET "/trang/{site}/tim-kiem" Site searched::show),
    route!(POST "/trang/{site}/tim-kiem" Site searched::submit),
    route!(GET "/trang/{site}/cach-lam" Site practice::show),
    route!(POST "/trang/{site}/cach-lam" Site practice::submit),
    route!(GET "/trang/{site}/nhuan-but" Site royalties::show),
    route!(POST "/trang/{site}/nhuan-but" Site royalties::submit; STATEMENT),
    route!(GET "/trang/{site}/nhuan-but/tai-ve" Site royalties::workbook),
    route!(GET "/trang/{site}/thu-vien" Site library::show),
    route!(POST "/trang/{site}/thu-vien" Site library::submit, UPLOAD_BYTES_MAX),
    route!(GET "/trang/{site}/thu-vien.json" Site library::find),
    route!(POST "/trang/{site}/thu-vien/gui" Site library_parts::begin),
    route!(GET "/trang/{site}/thu-vien/gui/{upload}" Site library_parts::progress),
    route!(PUT "/trang/{site}/thu-vien/gui/{upload}/{part}" Site library_parts::part,
        conglang_house::file::PART_BYTES),
    route!(GET "/trang/{site}/thu-vien/{file}" Site library_file::show),
    route!(POST "/trang/{site}/thu-vien/{file}" Site library_file::submit, UPLOAD_BYTES_MAX),
    route!(POST "/trang/{site}/tep" Site uploads::take, UPLOAD_BYTES_MAX),
    route!(GET "/trang/{site}/tep/{file}" Site uploads::show),
    route!(GET "/trang/{site}/tep-ban/{hash}/{name}" Site preview::file),
];

/// The desk as a service.
pub fn router(web: Arc<Web>) -> Router {
    let rejected = |_: tower_http::csrf::ProtectionError| {
        use axum::response::IntoResponse;
        DeskRefusal::CrossSite.into_response()
    };
    let csrf = CsrfLayer::new().with_rejection_response(rejected);
    let inner = Router::new()
        .fallback({
            let web = web.clone();
            move |request: Request<Body>| {
                let web = web.clone();
                async move { answer(web, request).await }
            }
        })
        .layer(csrf);
    // Refusals of the layer are drawn as those of handlers are.
    Router::new().fallback(move |request: Request<Body>| {
        let web = web.clone();
        let inner = inner.clone();
        async move {
            use tower::ServiceExt;
            let path = request.uri().path().to_owned();
            let mut response = match inner.oneshot(request).await {
                Ok(response) => response,
                Err(never) => match never {},
            };
            match response.extensions_mut().remove::<Refused>() {
                Some(refused) => refusal::render(&web, &refused.desk, &path, &refused.refusal),
                None => match response.extensions_mut().remove::<DeskRefusal>() {
                    Some(refusal) => refusal::render(&web, &DeskView::bare(), &path, &refusal),
                    None => response,
                },
            }
        }
    })
}

/// A refusal with the frame of whoever asked.
#[derive(Clone)]
struct Refused {
    desk: DeskView,
    refusal: DeskRefusal,
}

async fn answer(web: Arc<Web>, request: Request<Body>) -> Response {
    if request.uri().path().starts_with(conglang_platform::pages::ASSET_PREFIX) {
        let (parts, _) = request.into_parts();
        return crate::public::asset_response(&web, &parts).unwrap_or_else(|_| {
            axum::response::IntoResponse::into_response(DeskRefusal::NotFound)
        });
    }
    let mut desk = DeskView::bare();
    match respond(&web, request, &mut desk).await {
        Ok(response) => response,
        Err(refusal) => {
            let mut response = Response::new(Body::empty());
            response.extensions_mut().insert(Refused { desk, refusal });
            response
        }
    }
}

async fn respond(web: &Arc<Web>, request: Request<Body>, desk: &mut DeskView) -> Answer {
    let path = request.uri().path().to_owned();
    let method = match *request.method() {
        Method::HEAD => Method::GET,
        ref method => method.clone(),
    };
    let (parts, body) = request.into_parts();
    let mut known_path = false;
    for route in ROUTES {
        let Some(places) = places(route.path, &path) else { continue };
        known_path = true;
        if route.method == method {
            return follow(web, route, places, (parts, body), desk).await;
        }
    }
    // Strangers learn nothing of which addresses there are.
    if !known_path {
        *desk = DeskView::of_signed(&Signed::of(web, &parts).await?, "none");
        return Err(DeskRefusal::NotFound);
    }
    Err(DeskRefusal::WrongMethod)
}

async fn follow(
    web: &Arc<Web>,
    route: &Route,
    mut places: Vec<(&'static str, String)>,
    (parts, body): (Parts, Body),
    desk: &mut DeskView,
) -> Answer {
    let signed = match route.guard {
        Guard::Anybody(_) => None,
        _ => Some(Signed::of(web, &parts).await?),
    };
    let site = places
        .iter()
        .position(|(name, _)| *name == "site")
        .map(|at| places.remove(at).1.parse::<i64>());
    let here = match (&route.guard, &signed, site) {
        (Guard::Site(_), Some(signed), Some(Ok(site))) => {
            *desk = DeskView::of_signed(signed, "none");
            let signed = signed.clone().with_own_password()?;
            let here = OnSite::of(signed, SiteId(site)).await?;
            *desk = DeskView::of_site(&here, "none").await?;
            Some(here)
        }
        (Guard::Site(_), _, _) => return Err(DeskRefusal::NotFound),
        (_, Some(signed), _) => {
            *desk = DeskView::of_signed(signed, "none");
            None
        }
        _ => None,
    };
    let (mut form, mut put) = (Form::default(), Bytes::new());
    if route.method == Method::POST {
        let mut rebuilt = Request::new(body);
        *rebuilt.headers_mut() = parts.headers.clone();
        form = Form::read(rebuilt, route.limits).await?;
    } else if route.method == Method::PUT {
        put = read_put(body, route.limits.bytes).await?;
    }
    let places = places.into_iter().map(|(_, text)| text).collect();
    let asked = Asked { parts, places, form, put };
    match (&route.guard, signed, here) {
        (Guard::Anybody(handler), ..) => handler(web.clone(), asked).await,
        (Guard::Person(handler), Some(signed), _) => handler(signed, asked).await,
        (Guard::Settled(handler), Some(signed), _) => {
            handler(signed.with_own_password()?, asked).await
        }
        (Guard::Site(handler), _, Some(here)) => handler(here, asked).await,
        _ => Err(DeskRefusal::NotFound),
    }
}

/// The bytes of a PUT, whole.
async fn read_put(body: Body, limit: usize) -> Result<Bytes, DeskRefusal> {
    match Limited::new(body, limit).collect().await {
        Ok(whole) => Ok(whole.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(DeskRefusal::TooLarge),
        Err(_) => Err(DeskRefusal::Malformed),
    }
}

/// What stands in the braces of a route's address, when the path fits it.
fn places(route: &'static str, path: &str) -> Option<Vec<(&'static str, String)>> {
    let mut found = Vec::new();
    let mut asked = path.split('/');
    for part in route.split('/') {
        let given = asked.next()?;
        match part.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
            Some(name) if !given.is_empty() && given.len() <= 80 => {
                found.push((name, given.to_owned()));
            }
            Some(_) => return None,
            None if part == given => {}
            None => return None,
        }
    }
    asked.next().is_none().then_some(found)
}
