# Words of the article's own fields in the writing form.
article-form-author = Author
article-form-author-hint = Leave empty if published by the office itself.
article-form-source = Source
article-form-source-hint = If taken from elsewhere, e.g. Báo Cà Mau.
