# Thông báo.
notice-urgent = Khẩn
notice-updated = Cập nhật:
notice-withdrawn = Thông báo hết hiệu lực từ ngày
notice-deadline = Hạn cuối
notice-deadline-passed = Đã hết hạn
notice-audience = Đối tượng
notice-place = Địa điểm
notice-contact = Liên hệ
notice-attachments = Tệp đính kèm
notice-related = Thông báo khác
notice-issuer = Cơ quan ban hành
notice-number = Số, ký hiệu
