# Trang thông tin.
page-withdrawn = Nội dung hết hiệu lực từ ngày
page-attachments = Tệp đính kèm
page-updated = Cập nhật:
