//! Royalties of months with many articles, asked for by many at once.

use futures::future::join_all;
use http::StatusCode;

use crate::officer::Officer;
use crate::portal::on_every_engine;

const ADMINISTRATOR: &str = "administrator.a@x.example";

#[test]
fn many_may_open_a_month_at_once_where_the_tariffs_are_the_province_s() {
    on_every_engine(|portal| async move {
        let boss = Officer::signed_in(&portal, ADMINISTRATOR).await;
        boss.post("/cach-lam", &[("royalties", "yes")]).await;
        let pages = join_all((0..12).map(|_| boss.get("/nhuan-but"))).await;
        assert!(pages.iter().all(|page| page.status == StatusCode::OK));
    });
}
