# Lỗi khi tạo trang, đặt tên miền, màu và chuyên mục.
reject-province-missing = Chưa biết các đơn vị này thuộc tỉnh nào. Hãy thêm cột province hoặc ghi tên tỉnh kèm theo.
reject-province-code = Mã tỉnh phải là 1 đến 10 chữ số.
reject-unit-has-site = Đơn vị này đã có trang.
reject-host-form = Đây chưa phải là tên miền. Ví dụ: anxuyen.camau.gov.vn.
reject-host-taken = Tên miền này đã thuộc về một trang.
reject-host-unknown = Trang không có tên miền này.
reject-accent-form = Màu ghi theo dạng #rrggbb, ví dụ #0f6b4f.
reject-accent-too-light = Màu quá sáng, chữ trắng trên nền này khó đọc: độ tương phản { $contrast }, cần ít nhất 4,5.
reject-slug-taken = Địa chỉ này đã dùng cho mục khác.
reject-category-below-itself = Một chuyên mục không thể nằm trong chính nó.
reject-email-form = Địa chỉ thư điện tử chưa đúng. Ví dụ: ubnd@camau.gov.vn.
reject-phone-form = Số điện thoại chỉ gồm chữ số, dấu cách và dấu chấm.
