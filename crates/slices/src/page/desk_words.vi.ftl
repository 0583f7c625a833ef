# Words of the page's own fields in the writing form.
page-form-menu = Hiện trên menu của trang
page-form-menu-hint = Dùng cho trang người dân hay tìm: Giới thiệu, Liên hệ, Bộ phận một cửa.
