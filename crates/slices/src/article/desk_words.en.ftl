# Words of the article's own fields in the writing form.
article-form-author = Author
article-form-author-hint = Leave empty if published by the office itself.
article-form-source = Source
article-form-source-hint = If taken from elsewhere, e.g. Báo Cà Mau.
article-genre-news = News, answer to a reader
article-genre-drawing = Drawing
article-genre-photo = Photograph
article-genre-commentary = Commentary
article-genre-reportage = Reportage, memoir, interview
article-genre-literature = Literary work
article-genre-study = Study
article-genre-media = Online, multimedia
article-form-pen-name = Pen name
article-form-pen-name-hint = When there is one, readers see it instead.
article-form-genre = Genre for royalties
article-form-genre-none = No royalty
article-form-genre-hint = Inside only, readers do not see it.
