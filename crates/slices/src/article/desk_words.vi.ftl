# Words of the article's own fields in the writing form.
article-form-author = Tác giả
article-form-author-hint = Để trống nếu do cơ quan đăng.
article-form-source = Nguồn
article-form-source-hint = Ghi khi lấy lại từ nơi khác, ví dụ: Báo Cà Mau.
