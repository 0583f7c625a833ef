# Bài viết.
article-updated = Cập nhật:
article-withdrawn = Bài viết hết hiệu lực từ ngày
article-photo = Ảnh: { $name }
article-source = Nguồn:
article-attachments = Tệp đính kèm
article-related = Tin cùng chuyên mục
