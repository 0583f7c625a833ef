# Words of the desk: what officers read when they are signed in.

desk-name = Bàn làm việc
desk-product = Cổng Làng
desk-skip = Đến nội dung chính
desk-menu = Trình đơn
desk-optional = (không bắt buộc)
desk-save = Lưu
desk-cancel = Thôi
desk-copy = Chép
desk-copied = Đã chép
desk-choose-one = Chọn một mục
desk-title-error = Lỗi:
desk-back-to-entry = Quay lại bài
desk-updated-by = { $name } sửa lúc { $at }
desk-live-since = Đăng từ { $at }
desk-errors-title = { $count ->
    [1] Có một chỗ cần sửa
   *[other] Có { $count } chỗ cần sửa
 }
desk-message-request = Số hiệu để báo cho tỉnh: { $number }

# Header and navigation
desk-nav-main = Các phần của bàn làm việc
desk-nav-phone = Trình đơn bàn làm việc
desk-nav-home = Bàn làm việc
desk-nav-entries = Nội dung
desk-nav-categories = Chuyên mục
desk-nav-members = Thành viên
desk-nav-profile = Thông tin trang
desk-nav-dead_addresses = Địa chỉ hỏng
desk-nav-system = Toàn tỉnh
desk-nav-sites = Các trang
desk-nav-jobs = Việc chạy nền
desk-nav-audit = Nhật ký
desk-nav-account = Tài khoản của tôi
desk-switcher = Đổi trang, đang ở:
desk-switcher-all = Tất cả các trang
desk-public-site = Xem trang công khai
desk-sign-out = Đăng xuất
desk-site-state-draft = Trang này chưa mở cho người dân.
desk-site-state-training = Trang tập huấn: cứ thử thoải mái, người dân không thấy gì ở đây.
desk-site-state-suspended = Trang đang tạm dừng: người dân chưa xem được. Liên hệ tỉnh để mở lại.
desk-site-state-archived = Trang đã lưu trữ: chỉ xem, không sửa được nữa.
desk-site-state-merged = Trang đã sáp nhập vào trang khác: chỉ xem, không sửa được nữa.

# Lists
desk-search-do = Tìm
desk-filter-do = Lọc
desk-filter-clear = Bỏ lọc
desk-filter-all = Tất cả
desk-pager = Các trang của danh sách
desk-pager-range = { $first }–{ $last } trong { $total }
desk-pager-page = Trang { $page } / { $pages }
desk-pager-previous = Trước
desk-pager-next = Sau
desk-col-title = Tiêu đề
desk-col-state = Tình trạng
desk-col-category = Chuyên mục
desk-col-updated = Sửa lần cuối
desk-col-do = Thao tác

# States of an entry, of an edition, of a site, of a job
desk-state-draft = Bản nháp
desk-state-submitted = Chờ duyệt
desk-state-returned = Trả lại để sửa
desk-state-scheduled = Hẹn giờ đăng
desk-state-published = Đang đăng
desk-state-expired = Hết hạn
desk-state-mistaken = Đã gỡ: đăng nhầm
desk-state-consolidated = Đã gộp vào bài khác
desk-state-withdrawn = Hết hiệu lực
desk-edition-draft = Bản nháp
desk-edition-submitted = Chờ duyệt
desk-edition-returned = Bị trả lại
desk-edition-scheduled = Hẹn giờ đăng
desk-edition-published = Đang đăng
desk-edition-superseded = Đã thay bằng bản mới
desk-site-draft = Chưa mở
desk-site-training = Tập huấn
desk-site-live = Đang chạy
desk-site-suspended = Tạm dừng
desk-site-archived = Lưu trữ
desk-site-merged = Đã sáp nhập
desk-job-waiting = Đang chờ
desk-job-running = Đang chạy
desk-job-failed = Không chạy được
desk-job-overdue = Quá giờ
desk-job-done = Đã xong
desk-role-contributor = Cộng tác viên
desk-role-editor = Biên tập viên
desk-role-approver = Người duyệt
desk-role-administrator = Quản trị trang
desk-role-supervisor = Giám sát
desk-role-operator = Quản trị hệ thống

# Signing in
desk-sign-in-title = Đăng nhập
desk-sign-in-lead = Dành cho cán bộ viết bài và quản trị trang. Người dân không cần đăng nhập.
desk-sign-in-do = Đăng nhập
desk-sign-in-help = Quên mật khẩu? Nhờ quản trị trang của xã, phường hoặc tỉnh cấp mật khẩu mới.
desk-sign-in-locked-title = Tạm dừng đăng nhập
desk-sign-in-locked = Mật khẩu đã nhập sai nhiều lần. Xin thử lại sau { $at }. Nếu không phải anh/chị, hãy báo quản trị trang.
desk-email = Thư điện tử
desk-password = Mật khẩu
desk-password-show = Hiện
desk-password-hide = Ẩn
desk-password-current = Mật khẩu đang dùng
desk-password-new = Mật khẩu mới
desk-password-again = Nhập lại mật khẩu mới
desk-password-rule = Ít nhất { $count } ký tự, có chữ hoa, chữ thường, chữ số và dấu (dấu cách cũng được). Nên ghép vài từ dễ nhớ.
desk-change-password-title = Đổi mật khẩu
desk-change-password-lead = Đổi xong, các thiết bị khác sẽ phải đăng nhập lại.
desk-change-password-forced = Anh/chị đang dùng mật khẩu được cấp. Hãy đặt mật khẩu của riêng mình rồi bắt đầu làm việc.
desk-change-password-do = Đổi mật khẩu

# Choosing a site
desk-choose-title = Chọn trang để làm việc
desk-choose-search = Tìm theo tên, huyện, địa chỉ
desk-choose-waiting = { $count } bài chờ duyệt
desk-choose-none-title = Không tìm thấy trang nào
desk-choose-none = Không có trang nào khớp “{ $query }”. Thử gõ ngắn hơn, không cần dấu.
desk-choose-empty-title = Anh/chị chưa được giao trang nào
desk-choose-empty = Nhờ quản trị trang của xã, phường thêm anh/chị vào mục Thành viên.

# Home of the desk
desk-home-greeting-morning = Chào buổi sáng, { $name }
desk-home-greeting-noon = Chào buổi trưa, { $name }
desk-home-greeting-afternoon = Chào buổi chiều, { $name }
desk-home-greeting-evening = Chào buổi tối, { $name }
desk-home-last-published = Lần đăng gần nhất: { $at }
desk-home-write = Viết bài
desk-home-todo = Việc cần làm
desk-home-todo-none = Không còn việc nào đang chờ.
desk-home-recent = Sửa gần đây
desk-home-all = Xem tất cả nội dung
desk-home-empty-title = Trang chưa có bài nào
desk-home-empty = Bắt đầu bằng một thông báo ngắn: lịch tiếp công dân, giờ làm việc, số điện thoại.

# Entries
desk-entries-search = Tìm trong bài và tệp đính kèm
desk-entries-kind = Loại
desk-entries-state = Tình trạng
desk-entries-category = Chuyên mục
desk-entries-newer-draft = có bản nháp mới
desk-entries-none-title = Không có bài nào khớp
desk-entries-none = Thử từ khác hoặc bấm “Bỏ lọc” để xem tất cả.

# Writing
desk-edit-new = Viết mới: { $kind }
desk-edit-change = Sửa: { $kind }
desk-edit-untitled = Bài chưa có tiêu đề
desk-edit-title = Tiêu đề
desk-edit-summary = Tóm tắt
desk-edit-summary-hint = Một, hai câu; hiện ở danh sách và khi chia sẻ.
desk-edit-body = Nội dung
desk-edit-body-hint = Cách một dòng trống để sang đoạn mới.
desk-edit-cover = Ảnh đại diện
desk-edit-cover-choose = Chọn ảnh
desk-edit-cover-replace = Thay bằng ảnh khác
desk-edit-cover-remove = Bỏ ảnh này
desk-edit-cover-hint = Ảnh chụp từ điện thoại dùng được ngay; ảnh lớn sẽ tự thu nhỏ.
desk-edit-cover-working = Ảnh đang được xử lý.
desk-edit-cover-alt = Trong ảnh có gì?
desk-edit-cover-alt-when = (cần có khi đăng ảnh)
desk-edit-cover-alt-hint = Một câu cho người khiếm thị nghe, ví dụ: “Bà con xếp hàng làm thủ tục tại bộ phận một cửa”.
desk-edit-cover-caption = Chú thích dưới ảnh
desk-edit-cover-caption-hint = Có thể ghi người chụp.
desk-edit-category = Chuyên mục
desk-edit-category-hint = Bài sẽ nằm ở mục này trên trang công khai.
desk-edit-more = Thêm lựa chọn
desk-edit-more-what = Ngày hết hạn, tác giả, địa chỉ bài
desk-edit-publish-at = Giờ đăng
desk-edit-cover-library = Lấy ảnh có sẵn trong thư viện
desk-edit-publish-at-wish = Đề nghị giờ đăng: người duyệt thấy giờ này và bài tự đăng đúng giờ sau khi duyệt. Bỏ trống: đăng ngay khi được duyệt.
desk-edit-publish-at-hint = Để trống là đăng ngay. Chọn giờ sắp tới là hẹn giờ.
desk-edit-expires-at = Ngày giờ hết hạn
desk-edit-expires-at-hint = Sau giờ này bài không còn ở danh sách, nhưng địa chỉ vẫn mở được.
desk-edit-slug = Địa chỉ bài
desk-edit-slug-hint = Để trống thì lấy theo tiêu đề. Đứng sau: { $prefix }
desk-edit-language = Ngôn ngữ
desk-edit-change-note = Lần này sửa gì?
desk-edit-change-note-hint = Người dân đọc được, ví dụ: Đổi giờ họp từ 7 giờ sang 8 giờ.
desk-edit-save = Lưu nháp
desk-edit-save-submitted = Lưu vào bản chờ duyệt
desk-edit-submit = Gửi duyệt
desk-edit-publish = Đăng ngay
desk-edit-publish-new = Đăng bản mới
desk-edit-schedule = Hẹn đăng { $at }
desk-edit-unschedule = Bỏ hẹn giờ
desk-edit-discard = Bỏ bản nháp này
desk-edit-saved = Đã lưu lúc { $at }
desk-edit-not-saved = Chưa lưu lần nào
desk-edit-dirty = Có thay đổi chưa lưu
desk-edit-about = Tình trạng bài
desk-edit-other = Việc khác với bài này
desk-edit-about-draft = Người dân chưa thấy bài này.
desk-edit-about-submitted = Đang chờ người duyệt. Người dân chưa thấy.
desk-edit-about-scheduled = Sẽ tự đăng lúc { $at }. Người dân chưa thấy.
desk-edit-about-live = Người dân đang xem bản đăng lúc { $at }. Lưu nháp không làm thay đổi bản này.
desk-edit-about-newer = Đang có bản đăng ngày { $at }; anh/chị đang sửa bản nháp mới, người dân chưa thấy.
desk-edit-about-newer-scheduled = Đang có bản đăng ngày { $live }; bản mới sẽ tự thay lúc { $at }.
desk-edit-about-taken-down = Bài đã gỡ lúc { $at }. Muốn đưa lại lên trang, sửa nếu cần rồi bấm nút ở cuối bài.
desk-edit-about-withdrawn = Bài được ghi hết hiệu lực từ { $at }, người dân vẫn đọc được. Sửa và đăng lại sẽ bỏ dòng ghi đó.
desk-edit-see-live = Xem bản đang đăng
desk-edit-preview = Xem trước bản nháp
desk-edit-read-and-decide = Đọc và duyệt
desk-edit-history = Lịch sử sửa
desk-edit-take-down = Gỡ bài
desk-edit-returned = { $name } trả lại lúc { $at }
desk-edit-return = Trả lại để sửa
desk-edit-return-note = Cần sửa gì?
desk-edit-return-note-hint = Người viết sẽ đọc được lời này.
desk-edit-return-do = Trả lại
desk-edition-text = Nội dung của bản này
desk-picture-drop = hoặc kéo ảnh thả vào đây
desk-picture-chosen = Đã chọn: { $name } ({ $size })
desk-picture-smaller = Đã thu nhỏ từ { $from } còn { $to }.
desk-picture-not-picture = Tệp này không phải ảnh JPEG, PNG hoặc WebP.

# Two people, one text
desk-conflict-title = Có người vừa sửa cùng bài này
desk-conflict-what = Trong lúc anh/chị đang sửa, { $name } đã lưu một bản khác lúc { $at }. Chưa mất gì cả: hai bản nằm cạnh nhau bên dưới.
desk-conflict-do = Bản của anh/chị sửa được. Lấy thêm những chỗ cần giữ từ bản kia rồi lưu.
desk-conflict-mine = Bản của anh/chị
desk-conflict-theirs = Bản của { $name }
desk-conflict-take = Lấy cả ô này thay cho của tôi
desk-conflict-no-cover = Không có ảnh đại diện
desk-conflict-attached = Tệp của cả hai bản đều được giữ. Hãy đánh dấu tệp nào không dùng nữa.
desk-conflict-attached-mine = Chỉ có ở bản của anh/chị
desk-conflict-attached-theirs = Chỉ có ở bản của { $name }
desk-file-number = tệp số { $number }
desk-conflict-marks = Chỗ khác nhau được đánh dấu:
desk-conflict-added = bản kia có thêm
desk-conflict-removed = bản kia không có
desk-conflict-kept = Cả hai bản vẫn còn trong lịch sử.
desk-conflict-drop = Bỏ bản của tôi
desk-conflict-save = Lưu bản đã ghép

# Preview
desk-preview-label = Xem trước
desk-preview-title = Bản xem trước.
desk-preview-what = Người dân chưa thấy.
desk-preview-newer = Người dân vẫn đang xem bản đăng ngày { $at }.
desk-preview-live = Người dân đang xem bản này.
desk-preview-by = { $name } lưu lúc { $at }.
desk-preview-asks = Chờ anh/chị duyệt.
desk-preview-asks-urgent = Bài đăng khẩn, chờ anh/chị xem lại.
desk-preview-submitted-by = { $name } gửi duyệt lúc { $at }.
desk-preview-checks = { $count } điều máy lưu ý
desk-preview-checks-block = Bài chưa đăng được: còn điều phải sửa. Anh/chị có thể trả lại cho người viết, hoặc mở bài để sửa.
desk-preview-edit = Mở bài để sửa
desk-preview-home = Về bàn làm việc
desk-preview-remarks = Lời nhắn ({ $count })
desk-preview-answered-published = { $name } đã duyệt bài này lúc { $at }. Bài đang ở trên trang.
desk-preview-answered-scheduled = { $name } đã duyệt bài này lúc { $at }. Bài tự đăng lúc { $publish }.
desk-preview-answered-returned = { $name } đã trả lại bài này lúc { $at }.
desk-preview-answered-else = Bài này không còn chờ duyệt, anh/chị không cần làm gì thêm.
desk-preview-back = Quay lại sửa
desk-preview-phone = Xem như trên điện thoại
desk-preview-phone-title = Xem trước trên điện thoại
desk-preview-wide = Xem như trên máy tính

# Taking down
desk-take-down-title = Gỡ bài
desk-take-down-why = Vì sao gỡ bài này?
desk-take-down-why-hint = Địa chỉ của bài luôn được giữ, nên người dân không gặp trang trống.
desk-take-down-mistaken = Đăng nhầm
desk-take-down-mistaken-hint = Người dân không đọc được nữa. Dùng khi bài sai, lộ thông tin, hoặc đăng nhầm chỗ.
desk-take-down-mistaken-target = Đưa người đọc sang bài đúng
desk-take-down-mistaken-target-hint = Nếu không chọn, người mở địa chỉ cũ sẽ đọc thấy bài đã được gỡ.
desk-take-down-consolidated = Gộp vào bài khác
desk-take-down-consolidated-hint = Ai mở địa chỉ cũ sẽ tự sang bài anh/chị chọn.
desk-take-down-consolidated-target = Gộp vào bài
desk-take-down-address = Không thấy trong danh sách?
desk-take-down-address-hint = Dán địa chỉ của bài kia vào đây.
desk-take-down-withdrawn = Hết hiệu lực
desk-take-down-withdrawn-hint = Vẫn đọc được, nhưng ghi rõ đã hết hiệu lực và ngày.
desk-take-down-reason = Lý do, người dân sẽ đọc
desk-take-down-reason-hint = Ví dụ: Đã thay bằng Thông báo số 45/TB-UBND.
desk-take-down-no-target = Không chuyển đi đâu
desk-take-down-kept = Nội dung vẫn còn trong lịch sử và có thể đăng lại.
desk-take-down-do = Gỡ bài
desk-take-down-cancel = Không gỡ
desk-confirm-keep = Không, giữ nguyên

# History
desk-history-title = Lịch sử sửa
desk-history-hint = Khôi phục tạo một bản nháp mới từ bản cũ. Bản đang đăng không đổi cho đến khi anh/chị bấm đăng.
desk-history-edition = Bản
desk-history-number = Bản số { $number }
desk-history-live = Người dân đang xem bản này
desk-history-when = Lưu lúc
desk-history-note = Ghi chú
desk-history-written-by = Viết: { $name }
desk-history-approved-by = Duyệt: { $name }
desk-history-deeds = Diễn biến
desk-history-restore = Khôi phục
desk-history-restore-number = Khôi phục bản số { $number }
desk-history-restore-hint = Tạo bản nháp mới, chưa đăng.
desk-history-compare = So sánh
desk-history-compare-number = So sánh bản số { $number } với bản khác
desk-edition-compare-with = So sánh với
desk-edition-of-day = Bản số { $number } ({ $at })
desk-edition-added = thêm ở bản này
desk-edition-removed = bỏ ở bản này
desk-edition-changes = Khác với bản số { $number }

# Categories
desk-categories-lead = Thứ tự ở đây là thứ tự trên trình đơn của trang công khai.
desk-categories-count = { $count } bài
desk-categories-hidden = đang ẩn
desk-categories-up = Đưa { $name } lên trên
desk-categories-down = Đưa { $name } xuống dưới
desk-categories-hide = Ẩn
desk-categories-hide-name = Ẩn { $name }
desk-categories-show = Hiện lại
desk-categories-show-name = Hiện lại { $name }
desk-categories-rename = Đổi tên
desk-categories-name = Tên chuyên mục
desk-categories-parent = Nằm trong
desk-categories-top = Cấp cao nhất
desk-categories-add = Thêm chuyên mục
desk-categories-add-do = Thêm chuyên mục
desk-categories-empty-title = Trang chưa có chuyên mục
desk-categories-empty = Thêm vài chuyên mục đầu tiên, ví dụ: Tin tức, Thông báo, Giới thiệu.

# Members
desk-members-lead = Những người được vào làm việc ở trang này.
desk-members-name = Họ tên
desk-members-full-name = Họ và tên
desk-members-role = Vai trò
desk-members-role-of = Vai trò của { $name }
desk-members-role-save = Lưu vai trò của { $name }
desk-members-seen = Lần vào cuối
desk-members-never = Chưa đăng nhập
desk-members-locked = Đang bị khóa tạm
desk-members-me = (anh/chị)
desk-members-reset = Cấp mật khẩu mới
desk-members-reset-name = Cấp mật khẩu mới cho { $name }
desk-members-remove = Gỡ khỏi trang
desk-members-remove-name = Gỡ khỏi trang: { $name }
desk-members-add = Thêm thành viên
desk-members-add-do = Thêm thành viên
desk-members-email-hint = Người này sẽ đăng nhập bằng thư điện tử.
desk-members-empty-title = Chưa có thành viên
desk-members-empty = Thêm người đầu tiên ở bên dưới.
desk-first-password-title = Mật khẩu đầu tiên
desk-first-password-new = Đã thêm { $name }, vai trò { $role }. Hãy trao cho người này phiếu sau.
desk-first-password-reset = { $name } có mật khẩu mới; mật khẩu cũ không dùng được nữa. Hãy trao cho người này phiếu sau.
desk-first-password-where = Nơi đăng nhập
desk-first-password-password = Mật khẩu
desk-first-password-once = Mật khẩu chỉ hiện một lần. Rời trang này là không xem lại được, chỉ có thể cấp mật khẩu khác.
desk-first-password-how = Nên đưa tận tay hoặc đọc qua điện thoại, đừng gửi qua mạng xã hội. Lần đăng nhập đầu, hệ thống sẽ yêu cầu đổi mật khẩu.
desk-first-password-done = Tôi đã ghi lại

# Profile of a site
desk-profile-lead = Hiện ở chân mọi trang và trang Liên hệ.
desk-profile-legal = Thông tin bắt buộc
desk-profile-legal-hint = Pháp luật yêu cầu sáu mục này có trên trang chủ.
desk-profile-agency = Cơ quan quản lý trang
desk-profile-agency-hint = Ví dụ: Ủy ban nhân dân phường An Xuyên.
desk-profile-governing = Cơ quan chủ quản
desk-profile-governing-hint = Ví dụ: Ủy ban nhân dân tỉnh Cà Mau.
desk-profile-responsible = Người chịu trách nhiệm
desk-profile-responsible-hint = Họ tên và chức vụ. Nhớ đổi khi có nhân sự mới.
desk-profile-address = Địa chỉ
desk-profile-phone = Điện thoại
desk-profile-email = Thư điện tử
desk-profile-service = Phục vụ người dân
desk-profile-hours = Giờ làm việc
desk-profile-hours-hint = Mỗi buổi một dòng.
desk-profile-reception = Tiếp công dân
desk-profile-reception-hint = Ngày nào, ở đâu, ai tiếp.
desk-profile-intro = Giới thiệu ngắn
desk-profile-intro-hint = Hai, ba câu về xã, phường.
desk-profile-accent = Màu của trang
desk-profile-accent-hint = Màu nào cũng đã được kiểm tra để chữ luôn dễ đọc.
desk-profile-save = Lưu thông tin

# Dead addresses
desk-dead-lead = Những địa chỉ có người mở nhưng không còn gì ở đó. Chuyển hướng một lần là mọi liên kết cũ lại dùng được.
desk-dead-hits = { $count } lượt mở
desk-dead-last = gần nhất { $at }
desk-dead-from = từ { $from }
desk-dead-target = Chuyển đến
desk-dead-suggested = Gợi ý: { $title }
desk-dead-redirect = Chuyển hướng
desk-dead-redirect-path = Chuyển hướng { $path }
desk-dead-ignore = Bỏ qua
desk-dead-ignore-path = Bỏ qua { $path }
desk-dead-empty-title = Không có địa chỉ hỏng
desk-dead-empty = Mọi địa chỉ người dân mở gần đây đều còn dùng được.

# Sites of the province
desk-sites-name = Tên trang
desk-sites-name-hint = Tên xã, phường như trên con dấu, ví dụ: Phường An Xuyên.
desk-sites-last = Đăng gần nhất
desk-sites-never = Chưa đăng bài nào
desk-sites-month = Bài trong tháng
desk-sites-members = Thành viên
desk-sites-quiet = { $count } ngày chưa có bài mới
desk-sites-urgent = { $count } lần đăng khẩn trong 12 tháng
desk-sites-urgent-unseen = { $count } lần đăng khẩn trong 12 tháng, { $unseen } chưa xem lại
desk-sites-add = Thêm một trang
desk-sites-add-do = Tạo trang
desk-sites-key = Tên trong địa chỉ
desk-sites-key-hint = Chữ thường không dấu, ví dụ anxuyen. Đứng trước: { $suffix }
desk-sites-unit = Mã đơn vị hành chính
desk-sites-unit-hint = Năm chữ số, ví dụ 32012.
desk-sites-admin-name = Họ tên quản trị trang
desk-sites-admin-email = Thư điện tử của quản trị trang
desk-sites-admin-hint = Ghi thì tài khoản được tạo luôn, mật khẩu đầu hiện một lần.
desk-sites-none-title = Không có trang nào khớp
desk-sites-none = Thử gõ ngắn hơn, không cần dấu, hoặc bấm “Bỏ lọc”.
desk-sites-empty-title = Chưa có trang nào
desk-sites-empty = Thêm từng trang, hoặc nhập cả danh sách từ tệp CSV ở bên dưới.
desk-import-title = Nhập nhiều trang từ tệp CSV
desk-import-lead = Có một dòng sai thì không trang nào được tạo; từng chỗ sai sẽ được chỉ rõ để sửa rồi nhập lại.
desk-import-columns = Các cột:
desk-import-file = Tệp CSV
desk-import-file-hint = Trong Excel: Lưu thành, kiểu “CSV UTF-8”.
desk-import-do = Nhập danh sách
desk-import-result = Kết quả nhập danh sách
desk-import-refused = { $count ->
    [1] Tệp { $file } có một chỗ sai
   *[other] Tệp { $file } có { $count } chỗ sai
 }
desk-import-refused-do = Chưa trang nào được tạo. Sửa các chỗ dưới đây trong tệp rồi nhập lại.
desk-import-mistakes = Các chỗ sai
desk-import-line = Dòng
desk-import-line-number = Dòng { $line }
desk-import-column = Cột
desk-import-value = Đang ghi
desk-import-message = Cần sửa
desk-import-more = Còn { $count } chỗ sai nữa, sẽ hiện sau khi sửa những chỗ trên.
desk-import-again = Chọn tệp đã sửa
desk-import-done = Đã tạo { $count } trang từ tệp { $file }.
desk-import-passwords = Mật khẩu chỉ hiện một lần ở đây. Hãy chép hoặc in trang này trước khi rời đi.
desk-import-created = Các trang vừa tạo
desk-import-address = Địa chỉ
desk-import-admin = Quản trị trang
desk-import-back = Về danh sách trang

# Jobs
desk-jobs-lead = Những việc máy tự làm: đăng bài hẹn giờ, xử lý ảnh, gửi thư.
desk-jobs-job = Việc
desk-jobs-run-at = Giờ chạy
desk-jobs-attempts = Số lần thử
desk-jobs-attempts-of = { $attempts } / { $most }
desk-jobs-last-error = Lỗi lần cuối
desk-jobs-retry = Chạy lại
desk-jobs-retry-label = Chạy lại: { $label }
desk-jobs-discard = Bỏ việc này
desk-jobs-discard-label = Bỏ việc này: { $label }
desk-jobs-empty-title = Không có việc nào ở đây
desk-jobs-empty = Mọi việc đã chạy xong. Không cần làm gì.

# Audit log
desk-audit-lead = Ai đã làm gì, lúc nào. Nhật ký chỉ ghi thêm, không sửa được.
desk-audit-search = Tìm người, bài, tệp, xã
desk-audit-action = Việc
desk-audit-from = Từ ngày
desk-audit-to = Đến ngày
desk-audit-what = Việc đã làm
desk-audit-who = Người làm
desk-audit-when = Lúc
desk-audit-site = Trang
desk-audit-empty-title = Không có dòng nào khớp
desk-audit-empty = Thử khoảng ngày rộng hơn hoặc bấm “Bỏ lọc”.

# My account
desk-account-me = Thông tin của tôi
desk-account-name-hint = Tên này hiện trong lịch sử sửa bài.
desk-account-roles = Vai trò
desk-account-password-since = Đổi lần cuối ngày { $at }.
desk-account-sessions = Thiết bị đang đăng nhập
desk-account-sessions-hint = Thấy thiết bị lạ? Đăng xuất nó rồi đổi mật khẩu.
desk-account-session = Đăng nhập { $started }, dùng gần nhất { $seen }
desk-account-this = (máy này)
desk-account-revoke = Đăng xuất
desk-account-revoke-device = Đăng xuất khỏi { $device }
desk-account-revoke-others = Đăng xuất mọi thiết bị khác

# Khi không làm được
desk-refusal-home = Về bàn làm việc
desk-refusal-not-found-title = Không có gì ở địa chỉ này
desk-refusal-not-found-text = Có thể nội dung đã được bỏ khi còn là bản nháp, địa chỉ gõ chưa đúng, hoặc anh/chị chưa được giao trang này.
desk-refusal-forbidden-title = Anh/chị chưa được giao việc này
desk-refusal-forbidden-text = Vai của anh/chị trên trang này không gồm việc vừa chọn. Nếu cần, hãy nhờ quản trị trang giao thêm.
desk-refusal-closed-title = Trang đang khóa, chưa sửa được
desk-refusal-closed-text = Trang này đã lưu trữ hoặc đã nhập vào trang khác nên không nhận nội dung mới.
desk-refusal-malformed-title = Không đọc được nội dung vừa gửi
desk-refusal-malformed-text = Biểu mẫu gửi lên bị hỏng trên đường truyền. Xin quay lại và gửi lần nữa.
desk-refusal-too-large-title = Tệp quá lớn
desk-refusal-too-large-text = Nội dung gửi lên một lần lớn hơn mức cho phép (100 MB). Hãy bấm quay lại: chữ đã gõ vẫn còn; rồi gửi ít tệp hơn hoặc tệp nhỏ hơn.
desk-refusal-cross-site-title = Yêu cầu không đến từ bàn làm việc
desk-refusal-cross-site-text = Để an toàn, hệ thống chỉ nhận biểu mẫu gửi từ chính trang này. Xin mở lại trang và thử lại.
desk-refusal-wrong-method-title = Cách gửi chưa đúng
desk-refusal-wrong-method-text = Địa chỉ này không nhận kiểu yêu cầu vừa gửi.
desk-refusal-unavailable-title = Hệ thống đang bận
desk-refusal-unavailable-text = Cơ sở dữ liệu chưa trả lời. Xin đợi một phút rồi thử lại; nội dung đang viết vẫn còn trên màn hình trước.
desk-refusal-broken-title = Hệ thống gặp lỗi
desk-refusal-broken-text = Lỗi đã được ghi lại. Xin thử lại; nếu vẫn không được, hãy báo cho quản trị hệ thống của tỉnh.
reject-missing = Ô này cần được điền.
reject-too-long = Dài { $typed } ký tự, nhiều nhất là { $max }.
reject-slug-form = Phần địa chỉ chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối.
reject-category-unknown = Hãy chọn một chuyên mục trong danh sách.
reject-date-form = Ngày giờ chưa đúng. Ví dụ: 02/9/2026.
reject-time-passed = Giờ hẹn đăng phải sau lúc này.
reject-expiry-passed = Bài hết hạn trước khi kịp đăng. Hãy chọn ngày giờ hết hạn muộn hơn hoặc bỏ trống.
reject-hour-past = Giờ hẹn đăng đã qua. Hãy chọn giờ khác, hoặc bỏ trống để bài lên ngay khi được duyệt.
reject-expiry-past = Ngày giờ hết hạn đã qua: bài sẽ không có trong danh sách.
reject-alt-missing = Hãy mô tả ảnh đại diện bằng một câu ngắn cho người không nhìn thấy ảnh.
reject-choice-unknown = Hãy chọn một mục trong danh sách.
reject-sign-in-wrong = Thư điện tử hoặc mật khẩu chưa đúng. Kiểm tra phím Caps Lock và bộ gõ tiếng Việt.
reject-sign-in-locked = Đã nhập sai nhiều lần nên tạm khóa đăng nhập.
reject-sign-in-closed = Tài khoản này đã được đóng. Hãy liên hệ quản trị trang để mở lại.
reject-sign-in-idle = Tài khoản đã lâu không dùng nên tạm đóng. Hãy liên hệ quản trị trang để mở lại.
reject-password-short = Mật khẩu cần ít nhất { $min } ký tự.
reject-password-long = Mật khẩu dài quá mức cho phép.
reject-password-classes = Mật khẩu cần có chữ hoa, chữ thường, chữ số và ký hiệu.
reject-password-personal = Mật khẩu không được chứa tên hoặc địa chỉ thư của anh/chị.
reject-password-common = Mật khẩu này quá dễ đoán. Hãy chọn một câu riêng của anh/chị.
reject-password-same = Mật khẩu mới phải khác mật khẩu đang dùng.
reject-password-wrong = Mật khẩu hiện tại chưa đúng.
reject-password-locked = Đã nhập sai nhiều lần. Xin đợi rồi thử lại.
reject-password-again = Hai lần nhập chưa giống nhau.
reject-email-taken = Địa chỉ thư này đã có tài khoản.
reject-account-last-operator = Cần còn ít nhất một người quản trị hệ thống.
reject-member-known = Người này đã là thành viên của trang.
reject-member-unknown = Người này không còn là thành viên của trang.
reject-member-role-provincial = Vai này chỉ giao được ở trang của tỉnh.
reject-member-role-beyond = Anh/chị chưa được giao quyền cấp vai này.
reject-member-last-administrator = Trang cần còn ít nhất một quản trị.
desk-done-password = Đã đổi mật khẩu. Các phiên đăng nhập khác đã kết thúc.
desk-account-device = { $browser } trên { $machine }
desk-account-device-unknown = Thiết bị không rõ

# The way to the public
desk-kind-article = Bài viết
desk-kind-notice = Thông báo
desk-kind-page = Trang
desk-by-program = Hệ thống
desk-state-approved = Đã duyệt
desk-edition-approved = Đã duyệt
desk-edition-aside = Giữ lại khi hai người cùng lưu
desk-edition-kept = Đã lưu, sau đó sửa tiếp
desk-edition-discarded = Đã bỏ
desk-todo-approval = Chờ anh/chị duyệt
desk-todo-returned = Trả lại để sửa
desk-todo-urgent = Đăng khẩn, chưa ai xem lại
desk-todo-overdue = Quá giờ hẹn mà chưa đăng
desk-todo-remark = Có lời nhắn chưa xem xét
desk-todo-review = Đến ngày xem lại
desk-home-todo-more = Còn { $count } việc nữa
desk-entries-urgent = đăng khẩn, chưa xem lại
desk-edit-approve = Duyệt và đăng
desk-edit-attachments = Tệp đính kèm
desk-edit-attachment-title = Tên hiển thị của { $name }
desk-edit-attachment-open = Mở tệp
desk-edit-attachment-remove = Bỏ tệp này
desk-edit-attachment-add = Thêm tệp
desk-edit-attachment-hint = PDF, Word, Excel, ảnh, âm thanh, video; mỗi lần lưu nhiều nhất { $max }.
desk-files-too-large = Các tệp vừa chọn lớn quá: mỗi lần lưu nhiều nhất { $max }. Hãy chọn ít tệp hơn, hoặc đưa tệp lớn vào thư viện trước.
desk-edit-change-kind = Lần sửa này
desk-edit-change-minor = Sửa nhỏ
desk-edit-change-minor-hint = Lỗi chính tả, ảnh đẹp hơn: người dân không cần biết.
desk-edit-change-major = Thay đổi nội dung
desk-edit-change-major-hint = Ngày “cập nhật” đổi, người dân đọc được lời ghi chú dưới đây.
desk-edit-change-note-when = (cần có khi thay đổi nội dung)
desk-edit-urgent = Đăng khẩn, không chờ duyệt
desk-edit-urgent-what = Chỉ khi không thể chờ: bão, dịch, mất nước
desk-edit-urgent-reason = Vì sao không thể chờ?
desk-edit-urgent-reason-hint = Lời này được ghi lại; bài mang dấu “đăng khẩn” cho đến khi có người khác xem.
desk-edit-urgent-reason-when = (cần có khi đăng khẩn)
desk-edit-urgent-do = Đăng khẩn
desk-edit-urgent-waits = Bài đăng khẩn, chưa có người thứ hai xem
desk-edit-urgent-seen = Bài đăng khẩn, đã có người xem lại
desk-edit-urgent-see = Tôi đã xem, bài đúng
desk-edit-urgent-why = Lý do đăng khẩn: { $reason }
desk-edit-share = Gửi bản nháp cho người khác xem
desk-share-what = Ai có địa chỉ này đều đọc được bản nháp và để lại lời nhắn, không cần tài khoản. Địa chỉ dùng được { $days } ngày và chỉ hiện một lần ở đây.
desk-share-make = Tạo địa chỉ
desk-share-made = Địa chỉ để gửi đi:
desk-share-at-work = Đang có { $count } địa chỉ dùng được
desk-share-one = { $name } tạo lúc { $at }, dùng được đến ngày { $until }
desk-share-end = { $count ->
    [1] Thu hồi địa chỉ này
   *[other] Thu hồi cả { $count } địa chỉ
 }
desk-share-end-hint = Thu hồi rồi thì ai giữ địa chỉ cũng không đọc được bản nháp nữa. Lời nhắn đã gửi vẫn còn.
desk-done-share-ended = Đã thu hồi. Không ai đọc được bản nháp bằng địa chỉ cũ nữa.
desk-remarks = Lời nhắn
desk-remark-name = Tên của anh/chị
desk-remark-text = Viết lời nhắn
desk-remark-do = Gửi lời nhắn
desk-preview-changed = Bài đã được sửa sau khi thư gửi đi. Bản dưới đây là bản mới nhất.
desk-approved-published-title = Đã duyệt và đăng
desk-approved-published = Người dân đọc được ngay từ bây giờ.
desk-approved-scheduled-title = Đã duyệt
desk-approved-scheduled = Bài sẽ tự đăng lúc { $at }.
desk-approved-returned-title = Đã trả lại
desk-approved-returned = Người viết đã được báo qua thư.
desk-done-saved = Đã lưu bản nháp.
desk-done-published = Đã đăng. Người dân đọc được ngay từ bây giờ.
desk-done-published-urgently = Đã đăng khẩn. Hãy nhờ một người khác xem lại.
desk-done-scheduled = Đã hẹn giờ đăng.
desk-done-submitted = Đã gửi duyệt. Người duyệt được báo qua thư.
desk-done-returned = Đã trả lại. Người viết được báo qua thư.
desk-done-unscheduled = Đã bỏ hẹn giờ; bài trở lại là bản nháp.
desk-done-discarded = Đã bỏ bản nháp.
desk-done-taken-down = Đã gỡ bài. Địa chỉ của bài vẫn được giữ.
desk-done-restored = Đã tạo bản nháp mới từ bản cũ.
desk-done-urgent-seen = Đã ghi nhận anh/chị đã xem lại.
desk-refusal-link-ended-title = Địa chỉ này không còn dùng được
desk-refusal-link-ended-text = Địa chỉ đã hết hạn, đã được dùng, đã bị thu hồi, hoặc bài đã có bản mới. Hãy xin người gửi một địa chỉ khác.
reject-own-text = Trang này yêu cầu người thứ hai duyệt: anh/chị không tự đăng bài của mình được. Hãy bấm “Gửi duyệt”.
reject-nothing-to-publish = Không có bản nháp nào để làm việc này.
reject-wrong-state = Bài không còn ở bước này nữa. Xin tải lại trang.
reject-changed-meanwhile = Bài vừa được sửa. Xin đọc lại bản mới rồi quyết định.
reject-too-many = Đã quá số lượng cho phép.
reject-target-unknown = Không tìm thấy bài này trên trang, hoặc bài chưa từng đăng.
reject-target-circle = Bài kia lại dẫn về chính bài này. Hãy chọn bài khác.
reject-picture-empty = Tệp ảnh trống: có thể quá trình gửi bị ngắt. Xin chọn lại.
reject-picture-bytes = Tệp ảnh quá lớn. Hãy chọn ảnh nhỏ hơn 25 MB.
reject-picture-pixels = Ảnh có kích thước quá lớn (quá số điểm ảnh cho phép). Hãy thu nhỏ ảnh rồi gửi lại.
reject-picture-heic = Ảnh HEIC của iPhone không mở được ở đây. Trên iPhone: Cài đặt › Camera › Định dạng › Tương thích nhất rồi chụp lại; hoặc gửi ảnh qua Zalo cho mình rồi tải về.
reject-picture-svg = Hình vẽ SVG không nhận được. Hãy lưu thành PNG.
reject-picture-other = Loại ảnh này chưa dùng được. Hãy lưu thành JPEG hoặc PNG.
reject-picture-none = Tệp này không phải là ảnh.
reject-picture-broken = Ảnh bị hỏng hoặc chưa tải đủ. Xin gửi lại ảnh khác.
reject-outside-off = Máy chủ này không lấy ảnh từ trang khác. Hãy lưu ảnh về máy rồi thêm vào bài.
reject-outside-address = Không lấy ảnh từ địa chỉ này được. Hãy lưu ảnh về máy rồi thêm vào bài.
reject-outside-none = Trang kia không đưa ảnh. Hãy lưu ảnh về máy rồi thêm vào bài.
reject-outside-late = Trang kia trả lời chậm quá. Hãy thử dán lại sau, hoặc lưu ảnh về máy rồi thêm vào bài.
reject-outside-often = Vừa lấy quá nhiều ảnh từ trang khác. Hãy chờ mười phút rồi dán lại.
reject-file-missing = Chưa có tệp nào được gửi.
reject-file-empty = Tệp trống: có thể quá trình gửi bị ngắt. Xin chọn lại.
reject-file-kind = Loại tệp này không đính kèm được. Dùng PDF, Word, Excel, PowerPoint, ảnh, âm thanh hoặc video.
reject-file-broken = Tệp này bị hỏng, hoặc không phải loại như tên của nó. Hãy mở thử trên máy, lưu lại thành tệp mới rồi gửi lại.
letter-submitted-subject =
    { $urgency ->
        [urgent] Khẩn, chờ duyệt: { $title }
        [important] Quan trọng, chờ duyệt: { $title }
       *[normal] Chờ duyệt: { $title }
    }
letter-returned-subject = Trả lại để sửa: { $title }
letter-submitted-text =
    { $name } xin duyệt một bài trên trang { $site }:

    { $title }

    { $summary }

    Đọc bài và trả lời bằng hai nút, không cần đăng nhập:
    { $link }

    Địa chỉ này chỉ dành cho anh/chị, dùng một lần, trong { $days } ngày. Xin đừng chuyển tiếp thư.
letter-returned-text =
    { $name } trả lại bài của anh/chị trên trang { $site }:

    { $title }

    Cần sửa: { $note }

    Mở bài để sửa:
    { $link }
letter-approved-subject = Đã duyệt và đăng: { $title }
letter-approved-text =
    { $name } đã duyệt bài của anh/chị. Bài đã đăng trên trang { $site }:

    { $title }

    Xem bài:
    { $link }
letter-approved-later-subject = Đã duyệt, hẹn giờ đăng: { $title }
letter-approved-later-text =
    { $name } đã duyệt bài của anh/chị trên trang { $site }:

    { $title }

    Bài tự đăng lúc { $at }.

    Xem bài:
    { $link }
letter-urgent-subject = Đăng khẩn, cần xem lại: { $title }
letter-urgent-text =
    { $name } vừa đăng khẩn một bài trên trang { $site } mà chưa có người thứ hai xem:

    { $title }

    Lý do: { $note }

    Xin đọc lại sớm. Nếu ổn, bấm “Tôi đã xem, bài đúng”; chưa ổn thì sửa hoặc gỡ bài:
    { $link }
letter-overdue-subject = Chưa đăng được theo giờ hẹn: { $title }
letter-overdue-text =
    Bài sau trên trang { $site } hẹn đăng lúc { $at } nhưng chưa đăng được:

    { $title }

    Mở bài, xem chỗ cần sửa, rồi bấm đăng hoặc hẹn giờ khác:
    { $link }
letter-remark-subject = Lời nhắn về bài: { $title }
letter-remark-text =
    { $name } nhắn về một bài trên trang { $site }:

    { $title }

    “{ $note }”

    Mở bài để xem và trả lời:
    { $link }
desk-remark-guest = (khách)
desk-remark-settled = Đã xem xét
desk-remark-settle = Đã xem xét xong
desk-done-remark-said = Đã gửi lời nhắn.
desk-done-remark-settled = Đã ghi nhận.

# How a site works
desk-nav-practice = Cách làm việc
desk-nav-royalties = Nhuận bút
desk-practice-lead = Những quy định riêng của trang về duyệt bài, xem lại và nhuận bút.
desk-practice-eyes = Người thứ hai duyệt bài
desk-practice-eyes-required = Không ai tự đăng bài của mình
desk-practice-eyes-hint = Bài phải có người khác duyệt. Việc khẩn vẫn đăng được, có ghi lý do và được đánh dấu cho đến khi có người xem lại.
desk-practice-review = Nhắc xem lại nội dung cũ
desk-practice-review-hint = Sau số tháng này kể từ lần đăng, hệ thống nhắc người phụ trách mở ra xem còn đúng không. Bài đã đăng trước khi đặt thì tính từ hôm đặt. Để trống là không nhắc.
desk-practice-review-kind = { $kind }, số tháng
desk-practice-royalties = Nhuận bút
desk-practice-royalties-on = Tính nhuận bút cho bài viết
desk-practice-royalties-hint = Bài viết có thêm thể loại; mỗi tháng có bảng tính để ký và tải về Excel.
desk-done-practice-saved = Đã lưu cách làm việc của trang.
reject-months = Số tháng phải là số từ 1 đến 60, hoặc để trống.
desk-royalties-month = Nhuận bút tháng { $month }
desk-royalties-previous = Tháng trước
desk-royalties-next = Tháng sau
desk-royalties-closed = Tháng này đã chốt lúc { $at }; số liệu không thay đổi nữa.
desk-royalties-cut = Bảng tính chưa đủ bài
desk-royalties-no-tariff = Chưa có biểu hệ số
desk-royalties-no-tariff-do = Từ 01/9/2026 biểu nhuận bút do Chủ tịch UBND tỉnh quy định (Nghị định 287/2026/NĐ-CP). Nhập biểu ở bên dưới, hoặc chờ tỉnh nhập chung.
desk-royalties-col-number = TT
desk-royalties-col-title = Tên bài
desk-royalties-col-published = Ngày đăng
desk-royalties-col-author = Tác giả
desk-royalties-col-pen-name = Bút danh
desk-royalties-col-genre = Thể loại
desk-royalties-col-coefficient = Hệ số
desk-royalties-col-amount = Thành tiền (đồng)
desk-royalties-col-note = Ghi chú
desk-royalties-coefficient-of = Hệ số của bài { $title }
desk-royalties-note-of = Ghi chú cho bài { $title }
desk-royalties-most = cao nhất { $most }
desk-royalties-total = Tổng cộng
desk-royalties-uncounted = { $count } bài có tên tác giả nhưng chưa chọn thể loại
desk-royalties-uncounted-do = Những bài này chưa vào bảng tính. Mở bài và chọn thể loại nếu có trả nhuận bút.
desk-royalties-dong = đồng
desk-royalties-close = Chốt tháng này
desk-royalties-download = Tải bảng Excel
desk-royalties-empty-title = Tháng này chưa có bài tính nhuận bút
desk-royalties-empty = Bài viết có chọn thể loại sẽ hiện ở đây sau khi đăng.
desk-royalties-sheet-title = BẢNG TÍNH NHUẬN BÚT THÁNG { $month }
desk-royalties-signer-writer = Người lập
desk-royalties-signer-accountant = Kế toán
desk-royalties-signer-head = Thủ trưởng đơn vị
desk-royalties-tariffs = Biểu hệ số
desk-royalties-from = Từ { $day }
desk-royalties-unit = đơn vị { $value } đồng
desk-royalties-tariff-add = Thêm biểu hệ số
desk-royalties-tariff-from = Áp dụng từ ngày
desk-royalties-tariff-from-hint = Ví dụ: 01/9/2026
desk-royalties-tariff-decision = Theo văn bản
desk-royalties-tariff-decision-hint = Ví dụ: Quyết định số 45/2026/QĐ-UBND
desk-royalties-tariff-unit = Giá trị một đơn vị hệ số, đồng
desk-royalties-tariff-unit-hint = Ví dụ: 253.000 (10% mức lương cơ sở)
desk-royalties-tariff-most = Hệ số cao nhất của từng thể loại
desk-royalties-tariff-do = Thêm biểu
desk-done-royalties-saved = Đã lưu hệ số.
desk-done-royalties-closed = Đã chốt tháng.
desk-done-tariff-added = Đã thêm biểu hệ số.
reject-royalties-cut = Tháng này có hơn { $most } bài chọn thể loại; bảng chỉ tính { $most } bài đầu nên chưa chốt được. Bài không trả nhuận bút thì bỏ chọn thể loại.
reject-royalties-wait = Chưa chốt được: còn { $count } bài chưa có hệ số hoặc chưa có tên tác giả để trả. Bài không trả nhuận bút thì ghi hệ số 0.
reject-coefficient-form = Hệ số là số, nhiều nhất hai chữ số thập phân và không quá mức cao nhất của thể loại. Ví dụ: 2,5
reject-money-form = Số tiền là số nguyên đồng. Ví dụ: 253.000

# People, site, province
desk-begin-title = Tạo tài khoản quản trị đầu tiên
desk-begin-lead = Tài khoản này quản trị toàn hệ thống của tỉnh. Địa chỉ vừa mở chỉ dùng được một lần.
desk-begin-do = Tạo tài khoản
reject-no-province = Chưa có trang của tỉnh. Hãy nhập danh sách đơn vị bằng lệnh “conglang site import” trước.
desk-role-contributor-hint = Viết và gửi duyệt.
desk-role-editor-hint = Viết, duyệt và đăng.
desk-role-approver-hint = Đọc, duyệt và đăng.
desk-role-administrator-hint = Mọi việc của trang: người, chuyên mục, thông tin.
desk-role-supervisor-hint = Xem mọi trang của tỉnh, không sửa.
desk-role-operator-hint = Mọi việc trên mọi trang.
desk-done-member-added = Đã thêm vào trang. Người này đăng nhập bằng mật khẩu đang dùng.
desk-done-role-changed = Đã đổi vai trò.
desk-done-member-removed = Đã gỡ khỏi trang.
desk-done-categories-saved = Đã lưu chuyên mục.
desk-categories-kinds = Chứa loại nội dung
desk-categories-kinds-hint = Chỉ những loại được chọn mới đăng vào chuyên mục này.
desk-colour-plum = Mận chín
desk-colour-blue = Lam
desk-colour-green = Lục
desk-colour-red = Đỏ
desk-colour-brown = Nâu
desk-colour-violet = Tím
desk-colour-teal = Xanh nước biển
desk-colour-slate = Xám đá
desk-colour-own = Màu đang dùng
desk-done-profile-saved = Đã lưu thông tin trang.
reject-profile-overtaken = Có người vừa lưu thông tin khác. Xem lại rồi bấm lưu lần nữa để dùng bản của anh/chị.
desk-done-redirect-made = Đã chuyển hướng. Liên kết cũ dùng lại được.
desk-done-address-ignored = Đã bỏ qua địa chỉ.
desk-done-redirect-removed = Đã bỏ chuyển hướng.
desk-dead-made = Các chuyển hướng đã đặt
desk-dead-unmake = Bỏ chuyển hướng
desk-dead-unmake-path = Bỏ chuyển hướng { $path }
reject-target-address = Hãy dán địa chỉ một trang của chính trang này, bắt đầu bằng dấu “/”.
reject-target-loop = Chuyển như vậy sẽ thành vòng tròn. Hãy chọn địa chỉ khác.
desk-sites-figure-live = Đang chạy
desk-sites-figure-draft = Chưa mở
desk-sites-figure-quiet = Trên 30 ngày chưa có bài
desk-sites-figure-month = Bài đăng trong tháng
desk-sites-figure-urgent = Có đăng khẩn trong 12 tháng
desk-site-open-desk = Vào bàn làm việc của trang
desk-site-hosts = Tên miền
desk-site-hosts-hint = Tên miền phụ tự chuyển sang tên miền chính.
desk-site-host-main = tên miền chính
desk-site-host-make = Dùng { $host } làm tên miền chính
desk-site-host-make-main = Dùng làm tên miền chính
desk-site-host-add = Thêm tên miền phụ
desk-site-host-add-hint = Ví dụ: xaanxuyen.camau.gov.vn. Nhớ trỏ tên miền về máy chủ này.
desk-site-host-add-do = Thêm tên miền
desk-site-state = Tình trạng của trang
desk-site-state-hint = Tạm dừng và lưu trữ không xóa gì; mọi địa chỉ vẫn được giữ.
desk-site-state-reason = Lý do
desk-site-state-do = Đổi tình trạng
desk-done-state-set = Đã đổi tình trạng của trang.
desk-done-host-set = Đã lưu tên miền.
desk-jobs-tab-waiting = Đang chờ
desk-jobs-tab-failed = Không chạy được
desk-job-kind-publish = Đăng bài hẹn giờ
desk-job-kind-letter = Gửi thư báo
desk-job-kind-sweep = Dọn những gì đã hết hạn
desk-job-kind-convert-film = Chuyển đổi video
desk-job-kind-read-file = Đọc nội dung tệp
desk-done-job-retried = Sẽ chạy lại ngay.
desk-done-job-discarded = Đã bỏ việc này.
letter-review-subject = Đến ngày xem lại: { $title }
desk-deed-create = Tạo mới
desk-deed-submit = Gửi duyệt
desk-deed-return = Trả lại để sửa
desk-deed-publish = Đăng bài
desk-deed-publish-urgent = Đăng khẩn
desk-deed-see-urgent = Xem lại bài đăng khẩn
desk-deed-update = Đăng bản mới
desk-deed-keep-both = Giữ cả hai bản khi hai người cùng lưu
desk-deed-schedule = Hẹn giờ đăng
desk-deed-unschedule = Bỏ hẹn giờ
desk-deed-take-down = Gỡ bài
desk-deed-restore = Khôi phục bản cũ
desk-deed-discard = Bỏ bản nháp
desk-deed-add-member = Thêm thành viên
desk-deed-change-role = Đổi vai trò
desk-deed-remove-member = Gỡ thành viên
desk-deed-reset-password = Cấp mật khẩu mới
desk-deed-describe = Sửa thông tin trang
desk-deed-arrange = Sắp xếp chuyên mục
desk-deed-redirect = Chuyển hướng địa chỉ
desk-deed-set-state = Đổi tình trạng trang
desk-deed-set-practice = Đổi cách làm việc
desk-deed-signed-in = Đăng nhập
desk-deed-set-host = Đổi tên miền
desk-deed-set-tariff = Nhập biểu nhuận bút
desk-deed-close-royalties = Chốt nhuận bút tháng
desk-deed-retry-job = Chạy lại việc nền
desk-deed-discard-job = Bỏ việc nền
desk-deed-session-end = Đăng xuất thiết bị
desk-deed-rename = Đổi tên
desk-deed-disable-idle = Tạm đóng tài khoản lâu không dùng
letter-review-text =
    Nội dung sau trên trang { $site } đã đến ngày xem lại:

    { $title }

    Mở ra xem còn đúng không: số điện thoại, giờ làm việc, tên người, quy định.
    Còn đúng thì bấm “Đăng bản mới”, ngày nhắc tự lùi lại.
    { $link }

# What the checks beside the text say.
reject-heading-empty = Có một đề mục không có chữ. Hãy viết chữ hoặc xóa đi.
reject-heading-order = Đề mục “{ $words }” nhảy bậc. Sau đề mục lớn nên là đề mục nhỏ hơn một bậc.
reject-link-dead-entry = Có đường dẫn tới một bài người dân chưa mở được. Hãy đăng bài đó trước hoặc bỏ đường dẫn.
reject-link-dead-file = Có đường dẫn tới một tệp không còn trong kho.
reject-link-empty = Có một đường dẫn không có chữ nào để bấm: { $words }
reject-link-nowhere = Chữ “{ $words }” là đường dẫn nhưng không dẫn tới đâu, thường là tệp trong máy của anh/chị. Hãy bỏ đường dẫn hoặc đính kèm tệp đó.
reject-link-words = Đường dẫn “{ $words }” chưa nói dẫn đến đâu. Hãy đặt đường dẫn vào tên của trang hoặc của văn bản.
reject-misspelling = “{ $words }” có thể viết sai; thường viết là “{ $right }”.
reject-personal-account = “{ $words }” giống số tài khoản ngân hàng. Chỉ đăng khi người có tài khoản đồng ý.
reject-personal-identity = “{ $words }” giống số định danh cá nhân. Không nên đăng số này lên trang.
reject-personal-phone = “{ $words }” giống số điện thoại riêng. Chỉ đăng khi người dùng số này đồng ý, hoặc dùng số của cơ quan.
reject-picture-alt = Có ảnh chưa nói trong ảnh có gì. Hãy viết một câu ngắn cho người không nhìn thấy ảnh, hoặc chọn “Chỉ để trang trí”.
reject-picture-file-name = Lời mô tả ảnh “{ $words }” là tên tệp. Hãy viết một câu nói trong ảnh có gì.
reject-place-abolished = “{ $words }” không còn từ ngày { $since }; nay là { $now }. Nếu nói về trước đây, hãy viết “{ $words } cũ”.
reject-summary-long = Tóm tắt dài { $length } chữ cái; nên dưới { $limit } để hiện trọn trong danh sách.
reject-table-header = Bảng “{ $words }…” chưa có hàng tiêu đề. Hãy đặt hàng đầu làm tiêu đề: ai nghe máy đọc mới biết mỗi ô nói về gì.
reject-title-blank = Tiêu đề còn chỗ trống “…”. Hãy điền nốt.
reject-starts-unanswered = Còn { $count } câu gợi ý chưa trả lời, câu đầu là “{ $words }”. Hãy viết câu trả lời hoặc xóa câu không cần.
reject-start-unanswered = Câu gợi ý “{ $words }” còn để nguyên. Hãy viết câu trả lời hoặc xóa câu đó.
reject-line-bare = Còn dòng chỉ có dấu “…”. Hãy viết vào đó hoặc xóa dòng.
reject-line-blank = Còn chỗ trống “…” chưa điền: “{ $words }”.
reject-title-capitals = Tiêu đề viết hoa toàn bộ, khó đọc. Chỉ nên viết hoa chữ đầu và tên riêng.
reject-title-long = Tiêu đề dài { $length } chữ cái; nên dưới { $limit } để không bị cắt khi chia sẻ.

# Từ tệp Word.
desk-word-title = Viết từ tệp Word
desk-word-lead = Chọn tệp .docx: tiêu đề, đoạn mở đầu, nội dung, bảng và ảnh được đưa vào một bản nháp để anh/chị xem lại.
desk-word-file = Tệp Word
desk-word-file-hint = Kéo thả tệp .docx vào đây, hoặc bấm để chọn. Nhiều nhất 50 MB.
desk-word-keep = Đính kèm cả tệp gốc
desk-word-keep-hint = Người đọc tải được đúng tệp này ở cuối bài.
desk-word-do = Đưa vào bản nháp
desk-word-start = Viết từ tệp Word
desk-word-start-hint = Thả tệp .docx vào, chữ và ảnh tự vào bài.
desk-word-read = Đã đưa tệp Word vào bản nháp
desk-word-converted = Chữ gõ bằng phông cũ (TCVN3, VNI) đã được đổi sang Unicode. Xin đọc lại các chữ có dấu.
desk-word-lost = Những gì không đưa vào được
desk-word-open = Mở bản nháp
desk-done-word = Đã đưa tệp Word vào bản nháp. Xin xem lại và chọn chuyên mục.
desk-done-word-pictures = Đã đưa tệp Word vào bản nháp. Xin xem lại, thêm lời mô tả cho ảnh và chọn chuyên mục.
desk-word-lost-picture = { $count } ảnh không đưa vào được. { $why }
desk-word-lost-original = Tệp gốc không đính kèm được. { $why }
desk-word-lost-header-or-footer = Chữ ở đầu trang và chân trang.
desk-word-lost-comment = { $count } lời bình luận.
desk-word-lost-deleted-text = Chữ đã gạch bỏ khi theo dõi thay đổi ({ $count } chỗ).
desk-word-lost-hidden-text = Chữ ẩn ({ $count } chỗ).
desk-word-lost-contents = Mục lục tự động.
desk-word-lost-linked-picture = { $count } ảnh nằm ngoài tệp. Hãy thêm lại từ máy.
desk-word-lost-unusable-picture = { $count } ảnh không dùng được. Hãy lưu thành JPEG rồi thêm lại.
desk-word-lost-too-many-pictures = { $count } ảnh vượt quá số ảnh của một bài.
desk-word-lost-cropped-picture = { $count } ảnh đã cắt trong Word nay hiện trọn vẹn. Xin xem có gì không nên hiện.
desk-word-lost-chart = { $count } biểu đồ. Hãy chụp lại thành ảnh rồi thêm vào.
desk-word-lost-drawing = { $count } hình vẽ.
desk-word-lost-formula = { $count } công thức, chỉ còn giữ lại chữ.
desk-word-lost-embedded-file = { $count } tệp nhúng trong tệp.
desk-word-lost-link = { $count } liên kết tới nơi không liên kết được.
desk-word-lost-symbol = { $count } ký hiệu của phông riêng.
desk-word-lost-form-field = { $count } ô điền hoặc nút bấm.
reject-word-empty = Tệp trống: có thể quá trình gửi bị ngắt. Xin chọn lại.
reject-word-old-word = Đây là tệp .doc của Word cũ. Hãy mở bằng Word, chọn Lưu dưới dạng › Tài liệu Word (.docx) rồi gửi lại.
reject-word-locked = Tệp có mật khẩu. Hãy bỏ mật khẩu trong Word rồi gửi lại.
reject-word-macros = Tệp có macro nên không nhận. Hãy lưu thành .docx thường rồi gửi lại.
reject-word-rich-text = Đây là tệp .rtf. Hãy mở bằng Word, lưu thành .docx rồi gửi lại.
reject-word-open-document = Đây là tệp của LibreOffice. Hãy lưu thành .docx rồi gửi lại.
reject-word-pdf = Đây là tệp PDF. Hãy đính kèm vào bài, hoặc gửi tệp Word gốc.
reject-word-other-office = Đây không phải là tệp Word. Bảng tính và trang trình chiếu có thể đính kèm vào bài.
reject-word-not-word = Tệp này không phải là tệp Word (.docx).
reject-word-damaged = Tệp Word bị hỏng hoặc chưa gửi đủ. Hãy mở bằng Word, lưu lại rồi gửi lại.
reject-word-harmful = Tệp Word này được dựng khác thường và có thể gây hại nên không nhận.
reject-word-too-large = Tệp Word quá dài hoặc quá lớn cho một bài. Hãy chia nhỏ, hoặc đính kèm tệp vào bài.
# Media library
desk-nav-library = Thư viện
desk-library-lead = Ảnh, tài liệu, video và âm thanh của trang. Dùng lại được ở mọi bài.
desk-library-add = Thêm tệp
desk-library-add-hint = Chọn hoặc thả nhiều tệp cùng lúc, mỗi tệp nhiều nhất { $max }. Ảnh được thu nhỏ và bỏ vị trí chụp trước khi gửi.
desk-library-add-do = Gửi tệp
desk-library-into = Cất vào thư mục
desk-library-into-none = Không cất vào thư mục nào
desk-library-drop = Hoặc thả tệp vào đây.
desk-library-waiting = Đang chờ
desk-library-shrinking = Đang thu nhỏ ảnh
desk-library-sending = Đang gửi { $percent }%
desk-library-resuming = Mạng yếu, đang thử gửi tiếp
desk-library-finishing = Đang xử lý
desk-library-came = Đã vào thư viện
desk-library-failed = Chưa gửi được. Kiểm tra mạng rồi bấm “Gửi lại”.
desk-library-again = Gửi lại
desk-library-heic = { reject-picture-heic }
desk-library-signed-out = Phiên đăng nhập đã hết. Xin đăng nhập lại rồi gửi tiếp.
desk-library-show-new = Xem các tệp vừa gửi
desk-library-search = Tìm theo tên, mô tả, chữ trong tệp
desk-library-group = Loại tệp
desk-library-group-anh = Ảnh
desk-library-group-tai-lieu = Tài liệu
desk-library-group-video = Video
desk-library-group-am-thanh = Âm thanh
desk-library-folders = Thư mục
desk-library-all = Tất cả tệp của trang
desk-library-lent = Tỉnh cho dùng chung
desk-library-folder-add = Thêm thư mục
desk-library-folder-name = Tên thư mục
desk-library-folder-do = Thêm
desk-library-folder-change = Sửa thư mục “{ $name }”
desk-library-folder-rename = Đổi tên
desk-library-folder-forget = Bỏ thư mục, giữ các tệp
desk-library-quota = Đã dùng { $used } trong { $whole }
desk-library-quota-full = Thư viện sắp đầy. Hãy xóa tệp không dùng, hoặc đề nghị tỉnh cấp thêm chỗ.
desk-library-files = Các tệp
desk-library-no-alt = Chưa có mô tả
desk-library-none-title = Không có tệp nào khớp
desk-library-none = Thử từ khác, không cần gõ dấu, hoặc bấm “Bỏ lọc”.
desk-library-empty-title = Chưa có tệp nào ở đây
desk-library-empty = Ảnh và tệp gửi lên ở đây hoặc khi viết bài đều được giữ lại để dùng lần sau.
desk-library-from-province = Tệp này của tỉnh cho dùng chung. Trang xã dùng được trong bài nhưng không sửa được.
desk-library-brought = { $name } gửi lên lúc { $at }
desk-library-brought-at = Gửi lên lúc { $at }
desk-library-size = { $width } × { $height } điểm ảnh
desk-library-open = Mở tệp
desk-library-about = Về tệp này
desk-library-name = Tên tệp
desk-library-alt = Mô tả ảnh
desk-library-alt-hint = Một câu cho người không nhìn thấy ảnh. Khi chèn vào bài, câu này được điền sẵn.
desk-library-caption = Chú thích
desk-library-author = Tác giả
desk-library-author-hint = Người chụp, người vẽ hoặc cơ quan có tệp. Ví dụ: Trần Văn Bảy
desk-library-licence = Quyền sử dụng
desk-library-licence-unknown = Chưa rõ
desk-library-licence-own = Cơ quan tự làm
desk-library-licence-permitted = Tác giả đồng ý cho dùng
desk-library-licence-open = Giấy phép mở, có ghi tên tác giả
desk-library-licence-public = Không còn hoặc không có bản quyền
desk-library-folder = Thư mục
desk-library-folder-none = Không thuộc thư mục nào
desk-library-transcript = Lời trong tệp
desk-library-transcript-hint = Chép lại lời nói để người khiếm thính đọc được và để tìm được.
desk-library-film-waiting = Đang chuyển đổi…
desk-library-film-converted = Đã chuyển đổi
desk-library-film-kept = Video đã gọn, giữ nguyên
desk-library-film-failed = Không chuyển đổi được; video vẫn xem được như cũ
desk-library-film = Ảnh bìa và phụ đề
desk-library-poster = Ảnh bìa
desk-library-poster-hint = Hiện trước khi bấm xem.
desk-library-poster-now = Đang dùng ảnh
desk-library-poster-remove = Bỏ ảnh bìa này
desk-library-captions = Tệp phụ đề
desk-library-captions-hint = Tệp .vtt hoặc .srt, để người khiếm thính đọc được lời nói.
desk-library-captions-now = Đang dùng phụ đề
desk-library-captions-remove = Bỏ phụ đề này
reject-captions-kind = Đây không phải là tệp phụ đề. Hãy chọn tệp .vtt hoặc .srt (lưu bằng UTF-8).
desk-library-focus = Điểm chính của ảnh
desk-library-focus-hint = Bấm vào chỗ quan trọng nhất trên ảnh: khi ảnh bị cắt để làm ảnh nhỏ, chỗ này luôn còn.
desk-library-focus-x = Từ trái sang, phần trăm
desk-library-focus-y = Từ trên xuống, phần trăm
desk-library-uses = Đang dùng ở
desk-library-uses-none = Chưa dùng ở bài nào.
desk-library-replace = Thay bằng tệp khác
desk-library-replace-hint = Mọi bài đang dùng sẽ hiện tệp mới; địa chỉ cũ dẫn sang tệp mới.
desk-library-replace-file = Tệp mới
desk-library-replace-do = Thay tệp
desk-library-lend = Cho các xã dùng chung
desk-library-lend-hint = Các trang xã tìm thấy và dùng được tệp này, nhưng chỉ tỉnh sửa được.
desk-library-lend-do = Cho dùng chung
desk-library-lend-end = Thôi cho dùng chung
desk-library-delete = Xóa tệp
desk-library-delete-hint = Chỉ xóa được khi không bài nào dùng.
desk-library-back = Về thư viện
desk-done-files-came = Các tệp đã vào thư viện.
desk-done-folders-saved = Đã lưu thư mục.
desk-done-file-saved = Đã lưu.
desk-done-file-replaced = Đã thay tệp. Mọi bài đang dùng hiện tệp mới.
desk-done-file-deleted = Đã xóa tệp.
reject-quota = Thư viện của trang đã đầy. Hãy xóa tệp không dùng, hoặc đề nghị tỉnh cấp thêm chỗ.
reject-file-bytes = Tệp quá lớn: nhiều nhất 100 MB.
reject-file-used = Tệp đang được dùng nên chưa xóa được. Hãy gỡ khỏi các bài dưới đây trước.
reject-file-lent-used = Có trang xã đang dùng tệp này nên chưa thôi cho dùng chung được.
reject-folder-taken = Đã có thư mục mang tên này.
reject-percent = Hãy ghi một số từ 0 đến 100.
reject-replace-group = Ảnh chỉ thay được bằng ảnh, tệp khác chỉ thay được bằng tệp không phải ảnh.
reject-replace-known = Tệp này đã có trong thư viện dưới một tên khác.
reject-part-size = Phần tệp gửi lên không đủ. Xin gửi lại.
desk-deed-describe-file = Sửa thông tin tệp
desk-deed-replace-file = Thay tệp
desk-deed-convert-film = Chuyển đổi video
desk-deed-lend-file = Cho dùng chung tệp
desk-deed-delete-file = Xóa tệp
# What people look for
desk-nav-searched = Người dân tìm gì
desk-searched-lead = Những điều người dân tìm trên trang này mà chưa có, và những liên kết được đặt lên đầu kết quả tìm kiếm.
desk-searched-in-vain = Dân đang tìm mà chưa có
desk-searched-in-vain-hint = Chỉ đếm câu tìm, không ghi lại ai đã tìm. Hãy viết bài, hoặc đặt một liên kết lên đầu kết quả.
desk-searched-times = { $count } lần tìm
desk-searched-last = gần nhất { $at }
desk-searched-answer = Đặt liên kết trả lời
desk-searched-write = Viết bài về việc này
desk-searched-forget = Bỏ qua
desk-searched-forget-one = Bỏ qua câu tìm { $question }
desk-searched-empty-title = Chưa có gì tìm mà không thấy
desk-searched-empty = Những gì người dân đã tìm trên trang này đều có.
desk-searched-all = Xem tất cả
desk-searched-promoted = Liên kết đặt lên đầu kết quả
desk-searched-promoted-hint = Khi người dân tìm đúng từ khóa, liên kết hiện trước mọi kết quả khác.
desk-searched-take-back = Bỏ liên kết
desk-searched-take-back-one = Bỏ liên kết { $title }
desk-searched-add = Đặt liên kết lên đầu kết quả
desk-searched-question = Từ khóa
desk-searched-question-hint = Viết như người dân hay gõ, ví dụ: khai sinh. Có dấu hay không dấu đều được.
desk-searched-title = Dòng chữ hiện ra
desk-searched-address = Dẫn đến
desk-searched-address-hint = Địa chỉ một trang của chính trang này, hoặc của cơ quan nhà nước (https://….gov.vn).
desk-searched-add-do = Đặt liên kết
desk-done-search-forgotten = Đã bỏ qua câu tìm.
desk-done-search-promoted = Đã đặt liên kết lên đầu kết quả.
desk-done-search-unpromoted = Đã bỏ liên kết.
desk-deed-promote = Đặt hoặc bỏ liên kết đầu kết quả tìm kiếm
desk-deed-forget-search = Bỏ qua câu tìm chưa có kết quả
reject-promoted-question = Hãy nhập từ khóa, nhiều nhất 60 ký tự.
reject-promoted-title = Hãy nhập dòng chữ hiện ra, nhiều nhất 120 ký tự.
reject-promoted-address = Hãy dán địa chỉ một trang của chính trang này, bắt đầu bằng dấu “/”, hoặc của cơ quan nhà nước (https://….gov.vn).
reject-promoted-many = Trang đã có quá nhiều liên kết đặt lên đầu. Hãy bỏ bớt trước khi thêm.

desk-weekdays = chủ nhật, thứ Hai, thứ Ba, thứ Tư, thứ Năm, thứ Sáu, thứ Bảy
desk-edit-more-of-notice = Chi tiết của thông báo
desk-edit-more-of-notice-what = Mức độ, hạn chót, địa điểm, người liên hệ, nơi ban hành, số
desk-signed-in-again-title = Đã đăng nhập lại
desk-signed-in-again = Hãy đóng thẻ này và quay lại thẻ đang viết: bài sẽ tự lưu tiếp.
desk-sign-in-ended = Phiên làm việc đã hết vì lâu không dùng. Đăng nhập lại để làm tiếp.
desk-sign-in-ended-writing = Phiên làm việc đã hết vì lâu không dùng. Chữ đang viết vẫn còn trên máy này; đăng nhập xong, bài sẽ mở lại.
desk-take-down-find = Tìm bài theo tên
desk-take-down-found = { $count ->
    [0] Không có bài nào mang tên này.
   *[other] Danh sách bên dưới có { $count } bài khớp.
 }
desk-edit-discard-ask = Bỏ bản nháp này?
desk-edit-discard-what = Bản nháp ra khỏi danh sách. Nội dung vẫn nằm trong lịch sử, lấy lại được.
desk-done-discarded-back = Lấy lại bản vừa bỏ
desk-library-delete-ask = Xóa tệp này?
desk-library-delete-what = Tệp mất hẳn, không lấy lại được.
desk-edit-take-back = Rút lại, chưa gửi duyệt nữa
desk-done-taken-back = Đã rút lại. Bài là bản nháp của anh/chị.
desk-deed-take-back = Rút lại bài đã gửi duyệt
desk-edition-withdrawn = Đã gỡ
desk-edit-save-unschedule = Lưu, bỏ hẹn giờ
desk-done-saved-unscheduled = Đã lưu. Bài không còn hẹn giờ: phải duyệt lại thì mới đăng.
desk-edit-approve-schedule = Duyệt, hẹn đăng { $at }
desk-preview-changes = Lần này sửa: { $note }
desk-preview-see-changes = Xem chỗ đã sửa
desk-edit-more-what-else = Ngày hết hạn, địa chỉ bài
reject-missing-urgent-reason = Hãy ghi vì sao không thể chờ.
reject-missing-reason = Hãy ghi lý do để người dân đọc.
reject-missing-consolidated-target = Hãy chọn bài để gộp vào.
reject-choice-unknown-outcome = Hãy chọn vì sao gỡ bài này.
reject-missing-return-note = Hãy ghi cần sửa gì.
reject-missing-change-note = Hãy ghi đã thay đổi gì, để người dân biết.
reject-missing-remark = Hãy viết lời nhắn.
reject-missing-guest-name = Hãy ghi tên của anh/chị.
reject-missing-title = Hãy điền tiêu đề.
reject-missing-body = Hãy viết nội dung.
letter-taken-down-subject = Đã gỡ bài: { $title }
letter-taken-down-text =
    { $name } đã gỡ bài của anh/chị trên trang { $site }:

    { $title }

    Lý do: { $note }.

    Xem lịch sử của bài:
    { $link }
reject-missing-category = Hãy chọn chuyên mục.
reject-deadline-past = Hạn chót đã qua. Thông báo sẽ ghi là hết hạn; nếu là tin khẩn thì không hiện ở đầu trang nữa.
reject-phone-unlikely = Số điện thoại liên hệ chưa giống một số điện thoại.
reject-lines-blank = Còn { $count } chỗ trống “…” chưa điền, chỗ đầu là “{ $words }”.
desk-edit-files-library = Lấy tệp có sẵn trong thư viện
