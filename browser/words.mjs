// Every word and selector that the journeys look for, in one place: when a screen is reworded, this file changes alone.

/** What a visitor sees. */
export const visitor = {
  menuButton: /^(danh mục|menu|mở danh mục)/i,
  newsCategory: /^(tin tức|tin tức (-|–) sự kiện|tin hoạt động)/i,
  nextPage: /(trang sau|trang tiếp|cũ hơn)/i,
  previousPage: /(trang trước|mới hơn)/i,
  siteMap: /sơ đồ (trang|cổng)/i,
  searchField: /tìm kiếm|từ khóa/i,
  searchButton: /^tìm( kiếm)?$/i,
  noResults: /không (tìm thấy|có kết quả|thấy)/i,
  skipLink: /(đến|tới|vào) nội dung/i,
  gone: /(không còn|đã gỡ|gỡ bỏ|gỡ xuống)/i,
  notFound: /không (tìm thấy|có) trang/i,
  withdrawn: /(hết hiệu lực|không còn hiệu lực|không còn áp dụng)/i,
  searchPath: '/tim-kiem',
  searchParameter: 'q',
  siteMapPath: '/so-do-trang',
};

/** The six legal fields of every footer: manager, governing body, address, telephone, e-mail, person responsible. */
export const footerFields = {
  'the unit that manages the site': /ủy ban nhân dân (xã|phường|thị trấn|tỉnh)/i,
  'the governing body': /cơ quan chủ quản/i,
  'the address': /địa chỉ/i,
  'the telephone number': /(điện thoại|đt)[^0-9]{0,12}[0-9(][0-9 ().+-]{6,}/i,
  'the e-mail address': /(thư điện tử|email)[^@]{0,40}@[a-z0-9.-]+/i,
  'the person responsible': /(chịu trách nhiệm|trưởng ban biên tập)/i,
};

/** What an officer sees at the desk. */
export const desk = {
  email: /thư điện tử|email|tên đăng nhập/i,
  password: /^mật khẩu/i,
  currentPassword: /mật khẩu (hiện tại|hiện nay|cũ|tạm|đang dùng)/i,
  newPassword: /^mật khẩu mới/i,
  repeatPassword: /(nhập lại|gõ lại|xác nhận)/i,
  signIn: /^đăng nhập$/i,
  signOut: /đăng xuất/i,
  changePassword: /^(đổi mật khẩu|đặt mật khẩu|lưu|lưu mật khẩu)/i,
  passwordHeading: /(đổi|đặt) mật khẩu/i,
  wrongSignIn: /(không đúng|sai)/i,
  newEntry: /^(viết|viết bài|viết bài mới|bài mới|thêm bài|soạn bài)/i,
  kindArticle: /^(bài viết|tin bài|tin)$/i,
  title: /^(tiêu đề|tên bài)/i,
  summary: /^(tóm tắt|sapo|trích yếu)/i,
  body: /^(nội dung)/i,
  category: /^chuyên mục/i,
  cover: /(ảnh đại diện|ảnh bìa|chọn ảnh|tải ảnh|ảnh minh họa)/i,
  alternative: /(mô tả ảnh|chữ thay ảnh|văn bản thay thế|lời mô tả)/i,
  save: /^lưu/i,
  publish: /^(đăng|xuất bản|đăng ngay|đăng bài)$/i,
  confirmPublish: /^(đăng|đồng ý|xác nhận|vẫn đăng|xuất bản|đăng ngay)/i,
  viewOnSite: /xem trên trang|xem bài|xem trên cổng/i,
  takeDown: /^(gỡ|gỡ bài|gỡ xuống|hạ bài|gỡ khỏi trang)/i,
  outcomes: {
    mistake: /đăng nhầm/i,
    consolidated: /gộp vào/i,
    expired: /hết hiệu lực/i,
  },
  reason: /(lý do|ghi chú|thông báo|giải thích)/i,
  target: /(bài khác|bài thay|địa chỉ|bài đích|gộp vào)/i,
  confirmTakeDown: /^(gỡ|xác nhận|đồng ý|gỡ xuống)/i,
};

/** The demo's people, as `conglang demo` prints them: an e-mail address, then somewhere after it the password. */
export const demo = {
  province: 'Tỉnh Cà Mau',
  provinceLabel: 'camau',
  deskLabel: 'quantri',
  communes: ['Xã An Xuyên', 'Phường Tân Thành', 'Xã Tân Thành', 'Xã Đất Mũi'],
  communeLabel: 'anxuyen',
  operator: /^quantri@/,
  editor: /^bientap.*anxuyen|^anxuyen.*bientap|^bientap/,
  account: /([a-z0-9._-]+@[a-z0-9.-]+[a-z])[^\S\n]*[|│:/,–—-]*[^\S\n]*(?:mật khẩu|password)?[:\s|│]*([^\s|│,]{6,})/giu,
};
