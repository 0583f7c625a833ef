# Words of the notice's own fields in the writing form.
notice-form-urgency = Mức độ
notice-form-urgency-normal = Bình thường
notice-form-urgency-normal-hint = Nằm trong danh sách thông báo.
notice-form-urgency-important = Quan trọng
notice-form-urgency-important-hint = Đứng đầu danh sách thông báo ở trang chủ.
notice-form-urgency-urgent = Khẩn
notice-form-urgency-urgent-hint = Hiện trên đầu mọi trang: bão, dịch, sơ tán, mất nước.
notice-form-deadline = Hạn chót
notice-form-deadline-hint = Ngày cuối để người dân làm việc được nhắc trong thông báo.
notice-form-audience = Ai cần làm theo
notice-form-audience-hint = Ví dụ: Phụ huynh có con từ 9 đến 24 tháng tuổi
notice-form-place = Địa điểm
notice-form-contact-name = Người liên hệ
notice-form-contact-phone = Điện thoại liên hệ
notice-form-contact-phone-hint = Chỉ ghi số của cơ quan, không ghi số riêng
