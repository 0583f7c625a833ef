# Notices.
notice-urgent = Urgent
notice-updated = Updated:
notice-withdrawn = No longer in force since
notice-deadline = Deadline
notice-deadline-passed = Closed
notice-audience = For
notice-place = Place
notice-contact = Contact
notice-attachments = Attachments
notice-related = Other notices
notice-issuer = Issued by
notice-number = Number
