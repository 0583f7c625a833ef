# Standing pages.
page-withdrawn = No longer in force since
page-attachments = Attachments
page-updated = Updated:
