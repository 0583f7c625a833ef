# Words of the article's own fields in the writing form.
article-form-author = Tác giả
article-form-author-hint = Để trống nếu do cơ quan đăng.
article-form-source = Nguồn
article-form-source-hint = Ghi khi lấy lại từ nơi khác, ví dụ: Báo Cà Mau.
article-genre-news = Tin, trả lời bạn đọc
article-genre-drawing = Tranh
article-genre-photo = Ảnh
article-genre-commentary = Chính luận
article-genre-reportage = Phóng sự, ký, phỏng vấn
article-genre-literature = Sáng tác văn học
article-genre-study = Nghiên cứu
article-genre-media = Trực tuyến, đa phương tiện
article-form-pen-name = Bút danh
article-form-pen-name-hint = Có bút danh thì người đọc thấy bút danh.
article-form-genre = Thể loại để tính nhuận bút
article-form-genre-none = Không tính nhuận bút
article-form-genre-hint = Chỉ trong nội bộ, người dân không thấy.
