// Every word and selector that the journeys look for, in one place: when a screen is reworded, this file changes alone.

/** What a visitor sees. */
export const visitor = {
  menuButton: /^trình đơn$/i,
  newsCategory: /^xem cả mục tin tức$/i,
  nextPage: /^trang sau$/i,
  previousPage: /^trang trước$/i,
  siteMap: /^sơ đồ trang$/i,
  searchField: /quý vị cần tìm gì/i,
  searchButton: /^tìm$/i,
  noResults: /không có nội dung nào chứa đủ các từ/i,
  gone: /nội dung đã (được )?gỡ/i,
  notFound: /không tìm thấy trang/i,
  withdrawn: /hết hiệu lực/i,
  searchPath: '/tim-kiem',
  searchParameter: 'q',
  siteMapPath: '/so-do-trang',
  skip: /^đến nội dung chính$/i,
};

/** The six legal fields of every footer: manager, governing body, person responsible, address, telephone, e-mail. */
export const footerFields = {
  'the unit that manages the site': /cơ quan quản lý\s+\S+/i,
  'the governing body': /cơ quan chủ quản\s+\S+/i,
  'the person responsible': /chịu trách nhiệm nội dung\s+\S+/i,
  'the address': /địa chỉ\s+\S+/i,
  'the telephone number': /điện thoại\s+[0-9(+][0-9 ().+-]{6,}/i,
  'the e-mail address': /thư điện tử\s+\S+@\S+/i,
};

/** What an officer sees at the desk. */
export const desk = {
  navigation: /^các phần của bàn làm việc$/i,
  email: /^thư điện tử/i,
  password: /^mật khẩu$/i,
  currentPassword: /^mật khẩu đang dùng/i,
  newPassword: /^mật khẩu mới/i,
  repeatPassword: /^nhập lại mật khẩu mới/i,
  signIn: /^đăng nhập$/i,
  signOut: /^đăng xuất$/i,
  changePassword: /^đổi mật khẩu$/i,
  mustChangePassword: /đang dùng mật khẩu được cấp/i,
  wrongSignIn: /không đúng|chưa đúng|sai/i,
  sites: /^chọn trang để làm việc/i,
  write: /^viết bài$/i,
  newEntryPath: /\/noi-dung\/moi\/[^"/]+$/,
  article: /(bài viết|tin bài|tin tức)/i,
  title: /^tiêu đề/i,
  summary: /^tóm tắt/i,
  body: /^nội dung/i,
  category: /^chuyên mục/i,
  cover: /^(chọn ảnh|thay bằng ảnh khác)/i,
  pictures: /^ảnh$/i,
  addPictures: /^thêm ảnh từ máy/i,
  done: /^xong$/i,
  savedByItself: /^đã lưu nháp lúc \d\d:\d\d/i,
  coverAlternative: /^trong ảnh có gì/i,
  publish: /^(đăng ngay|đăng bản mới)$/i,
  saveDraft: /^lưu nháp$/i,
  take: /lấy cả ô này thay cho của tôi/i,
  takePassage: /^lấy đoạn này$/i,
  mine: /^bản của anh\/chị/i,
  saveJoined: /^lưu bản đã ghép$/i,
  conflict: /có người vừa sửa cùng bài này/i,
  skip: /^đến nội dung chính$/i,
  seeLive: /^xem bản đang đăng$/i,
  takeDown: /^gỡ bài$/i,
  outcomes: {
    mistake: /^đăng nhầm$/i,
    consolidated: /^gộp vào bài khác$/i,
    expired: /^hết hiệu lực$/i,
  },
  reason: /^lý do/i,
  targetAddress: /^không thấy trong danh sách/i,
  fromWord: /viết từ tệp word/i,
  wordFile: /^tệp word/i,
  wordDo: /^đưa vào bản nháp$/i,
  hiddenText: /chữ ẩn/i,
  openDraft: /^mở bản nháp$/i,
  seePictureWords: /^xem chỗ này:.*trong ảnh có gì/i,
  seeCapitals: /^xem chỗ này:.*viết hoa toàn bộ/i,
  pictureWordsMissing: /chưa nói trong ảnh có gì/i,
  submit: /^gửi duyệt$/i,
  approve: /^duyệt và đăng$/i,
  sendBack: /^trả lại/i,
  approved: /^đã duyệt và đăng/i,
  answered: /bài này đã được quyết định/i,
  more: /^thêm lựa chọn/i,
  publishAt: /^giờ đăng/i,
  schedule: /^hẹn đăng \d\d:\d\d/i,
  members: /^thành viên$/i,
  memberName: /^họ và tên/i,
  memberRoleEditor: /^biên tập viên$/i,
  addMember: /^thêm thành viên$/i,
  firstPassword: '#first-password',
};

/** What an officer sees in the media library. */
export const library = {
  nav: /^thư viện$/i,
  asCover: /lấy ảnh có sẵn trong thư viện/i,
  came: /^đã vào thư viện$/i,
  search: /^tìm theo tên/i,
  filter: /^lọc$/i,
  alt: /^mô tả ảnh/i,
  save: /^lưu$/i,
  remove: /^xóa tệp$/i,
  used: /đang được dùng nên chưa xóa được/i,
  replace: /^thay bằng tệp khác$/i,
  replaceDo: /^thay tệp$/i,
};

/** The desk's room about what people look for. */
export const search = {
  room: /^người dân tìm gì$/i,
};

/** The demo's people, as `conglang demo` prints them: an e-mail address, then somewhere after it the password. */
export const demo = {
  province: 'Tỉnh Cà Mau',
  provinceLabel: 'camau',
  deskLabel: 'quantri',
  communes: ['Xã An Xuyên', 'Phường Tân Thành', 'Xã Tân Thành', 'Xã Đất Mũi'],
  commune: /An Xuyên/,
  communeLabel: 'anxuyen',
  operator: /^quantri@/,
  approver: /^duyet@/,
  contributor: /^congtac@/,
  editor: /^bientap.*anxuyen|^anxuyen.*bientap|^bientap/,
  account: /([a-z0-9._-]+@[a-z0-9.-]+[a-z])[^\S\n]*[|│:/,–—-]*[^\S\n]*(?:mật khẩu|password)?[:\s|│]*([^\s|│,]{6,})/giu,
};
