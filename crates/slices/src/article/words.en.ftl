# Articles.
article-updated = Updated:
article-withdrawn = No longer in force since
article-photo = Photo: { $name }
article-source = Source:
article-attachments = Attachments
article-related = More in this category
