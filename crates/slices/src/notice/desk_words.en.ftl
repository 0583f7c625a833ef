# Words of the notice's own fields in the writing form.
notice-form-urgency = Urgency
notice-form-urgency-normal = Normal
notice-form-urgency-normal-hint = Stands in the list of notices.
notice-form-urgency-important = Important
notice-form-urgency-important-hint = Stands first among the notices of the home page.
notice-form-urgency-urgent = Urgent
notice-form-urgency-urgent-hint = Shown on top of every page: storm, epidemic, evacuation, no water.
notice-form-deadline = Deadline
notice-form-deadline-hint = The last day for what the notice asks people to do.
notice-form-audience = Who must act
notice-form-audience-hint = For example: parents of children aged 9 to 24 months
notice-form-place = Place
notice-form-contact-name = Contact person
notice-form-contact-phone = Contact phone
notice-form-contact-phone-hint = Office numbers only, never a private one
