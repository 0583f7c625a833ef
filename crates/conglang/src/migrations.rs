//! The ordered line of migrations. A step that was released is never changed.

use conglang_platform::db::Migration;

macro_rules! steps {
    ($($number:literal $name:literal),* $(,)?) => {
        &[$(Migration {
            number: $number,
            name: $name,
            text: include_str!(concat!("../../../migrations/", $name, ".sql")),
        }),*]
    };
}

/// Every step, in order.
pub const ALL: &[Migration] = steps![
    1 "0001_ground",
    2 "0002_unit_site",
    3 "0003_account",
    4 "0004_file",
    5 "0005_entry",
    6 "0006_kinds",
    7 "0007_workflow",
    8 "0008_search",
    9 "0009_practice",
    10 "0010_library",
    11 "0011_file_text",
    12 "0012_newest",
    13 "0013_urgent",
    14 "0014_film",
    15 "0015_blur",
    16 "0016_aside",
    17 "0017_issuer",
    18 "0018_retry",
    19 "0019_by_hand",
];
