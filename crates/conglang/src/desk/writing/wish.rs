//! What the pressed button of a form asks for.

use conglang_kernel::Action;
use conglang_platform::form::Form;

/// A button.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wish {
    /// Lưu nháp.
    Save,
    /// Gửi duyệt.
    Submit,
    /// Đăng ngay.
    Publish,
    /// Hẹn đăng.
    Schedule,
    /// Đăng khẩn: alone, with a reason.
    PublishUrgently,
    /// Trả lại để sửa.
    SendBack,
    /// Rút lại bài đã gửi duyệt.
    TakeBack,
    /// Bỏ hẹn giờ.
    Unschedule,
    /// Bỏ bản nháp này.
    Discard,
    /// Đã xem bài đăng khẩn.
    SeeUrgent,
}

impl Wish {
    /// Reads the button of a form; Enter in a field presses none, which saves.
    pub fn read(form: &Form) -> Self {
        match form.text("viec") {
            "trinh" => Self::Submit,
            "dang" => Self::Publish,
            "hen" => Self::Schedule,
            "dang_khan" => Self::PublishUrgently,
            "tra_lai" => Self::SendBack,
            "rut_lai" => Self::TakeBack,
            "huy_hen" => Self::Unschedule,
            "bo_nhap" => Self::Discard,
            "da_xem" => Self::SeeUrgent,
            _ => Self::Save,
        }
    }

    /// Whether the text is to be complete: it goes out, or to somebody who says that it may.
    pub fn is_for_the_public(self) -> bool {
        matches!(self, Self::Submit | Self::Publish | Self::Schedule | Self::PublishUrgently)
    }

    /// What one must be allowed beyond writing.
    pub fn needs(self) -> Option<Action> {
        match self {
            Self::Save | Self::Submit | Self::TakeBack | Self::Discard => None,
            Self::Publish
            | Self::Schedule
            | Self::PublishUrgently
            | Self::SendBack
            | Self::Unschedule
            | Self::SeeUrgent => Some(Action::Publish),
        }
    }
}
