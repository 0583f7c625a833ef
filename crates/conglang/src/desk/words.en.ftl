# Words of the desk: what officers read when they are signed in.

desk-name = Desk
desk-product = Cổng Làng
desk-skip = Skip to main content
desk-menu = Menu
desk-optional = (optional)
desk-save = Save
desk-cancel = Cancel
desk-copy = Copy
desk-copied = Copied
desk-choose-one = Choose one
desk-title-error = Error:
desk-back-to-entry = Back to the entry
desk-updated-by = Edited by { $name } at { $at }
desk-live-since = Public since { $at }
desk-errors-title = { $count ->
    [one] One thing needs correcting
   *[other] { $count } things need correcting
 }
desk-message-request = Number to quote to the provincial office: { $number }

# Header and navigation
desk-nav-main = Parts of the desk
desk-nav-phone = Desk menu
desk-nav-home = Desk
desk-nav-entries = Content
desk-nav-categories = Categories
desk-nav-members = Members
desk-nav-profile = Site details
desk-nav-dead_addresses = Dead addresses
desk-nav-system = Whole province
desk-nav-sites = Sites
desk-nav-jobs = Background jobs
desk-nav-audit = Audit log
desk-nav-account = My account
desk-switcher = Change site, now at:
desk-switcher-all = All sites
desk-public-site = View public site
desk-sign-out = Sign out
desk-site-state-draft = This site is not open to the public yet.
desk-site-state-training = Training site: try anything, the public sees nothing here.
desk-site-state-suspended = This site is suspended: the public cannot see it. Ask the provincial office to reopen it.
desk-site-state-archived = This site is archived: it can be read, not changed.
desk-site-state-merged = This site was merged into another: it can be read, not changed.

# Lists
desk-search-do = Search
desk-filter-do = Filter
desk-filter-clear = Clear filters
desk-filter-all = All
desk-pager = Pages of the list
desk-pager-range = { $first }–{ $last } of { $total }
desk-pager-page = Page { $page } / { $pages }
desk-pager-previous = Previous
desk-pager-next = Next
desk-col-title = Title
desk-col-state = State
desk-col-category = Category
desk-col-updated = Last edited
desk-col-do = Actions

# States of an entry, of an edition, of a site, of a job
desk-state-draft = Draft
desk-state-submitted = Waiting for approval
desk-state-returned = Returned for changes
desk-state-scheduled = Scheduled
desk-state-published = Public
desk-state-expired = Expired
desk-state-mistaken = Taken down: published in error
desk-state-consolidated = Merged into another entry
desk-state-withdrawn = No longer in force
desk-edition-draft = Draft
desk-edition-submitted = Waiting for approval
desk-edition-returned = Returned
desk-edition-scheduled = Scheduled
desk-edition-published = Public
desk-edition-superseded = Replaced by a newer edition
desk-site-draft = Not open
desk-site-training = Training
desk-site-live = Live
desk-site-suspended = Suspended
desk-site-archived = Archived
desk-site-merged = Merged
desk-job-waiting = Waiting
desk-job-running = Running
desk-job-failed = Failed
desk-job-overdue = Overdue
desk-job-done = Done
desk-role-contributor = Contributor
desk-role-editor = Editor
desk-role-approver = Approver
desk-role-administrator = Site administrator
desk-role-supervisor = Supervisor
desk-role-operator = Operator

# Signing in
desk-sign-in-title = Sign in
desk-sign-in-lead = For officers who write and manage sites. Citizens need not sign in.
desk-sign-in-do = Sign in
desk-sign-in-help = Forgotten your password? Ask your site administrator or the provincial office for a new one.
desk-sign-in-locked-title = Sign-in paused
desk-sign-in-locked = The password was wrong too many times. Please try again after { $at }. If this was not you, tell your site administrator.
desk-email = E-mail
desk-password = Password
desk-password-show = Show
desk-password-hide = Hide
desk-password-current = Current password
desk-password-new = New password
desk-password-again = New password again
desk-password-rule = At least { $count } characters with a capital, a small letter, a digit and a sign (a space will do). A few words you remember are best.
desk-change-password-title = Change password
desk-change-password-lead = Afterwards your other devices will have to sign in again.
desk-change-password-forced = You are using the password you were given. Set one of your own, then start work.
desk-change-password-do = Change password

# Choosing a site
desk-choose-title = Choose a site to work on
desk-choose-search = Search name, district, address
desk-choose-waiting = { $count } waiting for approval
desk-choose-none-title = No site found
desk-choose-none = No site matches “{ $query }”. Try fewer letters; accents are not needed.
desk-choose-empty-title = You have no site yet
desk-choose-empty = Ask the site administrator of your commune to add you under Members.

# Home of the desk
desk-home-greeting-morning = Good morning, { $name }
desk-home-greeting-noon = Good day, { $name }
desk-home-greeting-afternoon = Good afternoon, { $name }
desk-home-greeting-evening = Good evening, { $name }
desk-home-last-published = Last published: { $at }
desk-home-write = Write
desk-home-todo = To do
desk-home-todo-none = Nothing is waiting.
desk-home-recent = Recently edited
desk-home-all = See all content
desk-home-empty-title = This site has no entries yet
desk-home-empty = Start with a short notice: citizen reception days, working hours, phone number.

# Entries
desk-entries-search = Search texts and attachments
desk-entries-kind = Kind
desk-entries-state = State
desk-entries-category = Category
desk-entries-newer-draft = has a newer draft
desk-entries-none-title = No entry matches
desk-entries-none = Try another word, or press “Clear filters” to see everything.

# Writing
desk-edit-new = New: { $kind }
desk-edit-change = Edit: { $kind }
desk-edit-untitled = Untitled entry
desk-edit-title = Title
desk-edit-summary = Summary
desk-edit-summary-hint = One or two sentences, shown in lists and when shared.
desk-edit-body = Text
desk-edit-body-hint = Leave an empty line to start a new paragraph.
desk-edit-cover = Cover picture
desk-edit-cover-choose = Choose a picture
desk-edit-cover-replace = Replace with another picture
desk-edit-cover-remove = Remove this picture
desk-edit-cover-hint = Pictures from a phone can be used as they are; large ones are made smaller.
desk-edit-cover-working = The picture is being prepared.
desk-edit-cover-alt = What does the picture show?
desk-edit-cover-alt-when = (needed when there is a picture)
desk-edit-cover-alt-hint = One sentence for people who cannot see it, e.g. “People queuing at the one-stop office”.
desk-edit-cover-caption = Caption under the picture
desk-edit-cover-caption-hint = You may name the photographer.
desk-edit-category = Category
desk-edit-category-hint = The entry will stand in this category of the public site.
desk-edit-more = More choices
desk-edit-more-what = Expiry, author, address
desk-edit-publish-at = Publication time
desk-edit-cover-library = Choose from the library
desk-edit-publish-at-wish = A wish: the approver sees it, and after approval the text goes out at that time. Empty: as soon as it is approved.
desk-edit-publish-at-hint = Leave empty to publish at once. A time to come schedules it.
desk-edit-expires-at = Expires at
desk-edit-expires-at-hint = After this time the entry leaves the lists; its address still opens.
desk-edit-slug = Address of the entry
desk-edit-slug-hint = Left empty, it follows the title. Comes after: { $prefix }
desk-edit-language = Language
desk-edit-change-note = What did you change?
desk-edit-change-note-hint = Readers see it, for example: the meeting moves from 7 to 8 o’clock.
desk-edit-save = Save draft
desk-edit-save-submitted = Save into what waits for approval
desk-edit-submit = Submit for approval
desk-edit-publish = Publish now
desk-edit-publish-new = Publish new edition
desk-edit-schedule = Schedule for { $at }
desk-edit-unschedule = Cancel the schedule
desk-edit-discard = Discard this draft
desk-edit-saved = Saved at { $at }
desk-edit-not-saved = Not saved yet
desk-edit-dirty = Unsaved changes
desk-edit-about = State of this entry
desk-edit-other = Other things to do with this entry
desk-edit-about-draft = The public cannot see this entry yet.
desk-edit-about-submitted = Waiting for the approver. The public cannot see it yet.
desk-edit-about-scheduled = Will be published at { $at }. The public cannot see it yet.
desk-edit-about-live = The public sees the edition of { $at }. Saving a draft does not change it.
desk-edit-about-newer = The edition of { $at } is public; you are editing a newer draft the public cannot see.
desk-edit-about-newer-scheduled = The edition of { $live } is public; the new one replaces it at { $at }.
desk-edit-about-taken-down = Taken down at { $at }. To bring it back, change what is needed and press the button at the end.
desk-edit-about-withdrawn = Marked as no longer in force since { $at }; people can still read it. Publishing it again removes the mark.
desk-edit-see-live = See the public edition
desk-edit-preview = Preview the draft
desk-edit-read-and-decide = Read and decide
desk-edit-history = History
desk-edit-take-down = Take down
desk-edit-returned = Returned by { $name } at { $at }
desk-edit-return = Return for changes
desk-edit-return-note = What needs changing?
desk-edit-return-note-hint = The writer will read this.
desk-edit-return-do = Return
desk-edition-text = Text of this edition
desk-picture-drop = or drop a picture here
desk-picture-chosen = Chosen: { $name } ({ $size })
desk-picture-smaller = Made smaller from { $from } to { $to }.
desk-picture-not-picture = This file is not a JPEG, PNG or WebP picture.

# Two people, one text
desk-conflict-title = Someone has just edited the same entry
desk-conflict-what = While you were editing, { $name } saved another edition at { $at }. Nothing is lost: both are side by side below.
desk-conflict-do = Your edition can be edited. Take what you need from the other edition, then save.
desk-conflict-mine = Your edition
desk-conflict-theirs = Edition of { $name }
desk-conflict-take = Use this instead of mine
desk-conflict-no-cover = No cover
desk-conflict-attached = The files of both are kept. Mark those that are no longer wanted.
desk-conflict-attached-mine = Only in yours
desk-conflict-attached-theirs = Only in the one of { $name }
desk-file-number = file no. { $number }
desk-conflict-marks = Differences are marked:
desk-conflict-added = added in the other
desk-conflict-removed = missing in the other
desk-conflict-kept = Both editions stay in the history.
desk-conflict-drop = Drop mine
desk-conflict-save = Save the merged text

# Preview
desk-preview-label = Preview
desk-preview-title = Preview.
desk-preview-what = The public cannot see this yet.
desk-preview-newer = The public still sees the edition of { $at }.
desk-preview-live = The public reads this one.
desk-preview-by = Saved by { $name } at { $at }.
desk-preview-asks = Waits for your approval.
desk-preview-asks-urgent = Went out urgently, waits for a second look.
desk-preview-submitted-by = Handed in by { $name } at { $at }.
desk-preview-checks = { $count ->
    [one] One thing to note
   *[other] { $count } things to note
 }
desk-preview-checks-block = This cannot go out yet: something has to be mended. You may send it back to its writer, or open it and mend it.
desk-preview-edit = Open to edit
desk-preview-home = Back to the desk
desk-preview-remarks = Remarks ({ $count })
desk-preview-answered-published = { $name } approved this at { $at }. It is on the site.
desk-preview-answered-scheduled = { $name } approved this at { $at }. It will be published at { $publish }.
desk-preview-answered-returned = { $name } sent this back at { $at }.
desk-preview-answered-else = This no longer waits for approval. There is nothing left for you to do.
desk-preview-back = Back to editing
desk-preview-phone = See it as on a phone
desk-preview-phone-title = Preview on a phone
desk-preview-wide = See it as on a computer

# Taking down
desk-take-down-title = Take down
desk-take-down-why = Why take this down?
desk-take-down-why-hint = The address is always kept, so nobody meets an empty page.
desk-take-down-mistaken = Published in error
desk-take-down-mistaken-hint = The public can no longer read it. For entries that are wrong, reveal private details or stand in the wrong place.
desk-take-down-mistaken-target = Send readers to the right entry
desk-take-down-mistaken-target-hint = If none is chosen, the old address says the entry was taken down.
desk-take-down-consolidated = Merged into another entry
desk-take-down-consolidated-hint = Whoever opens the old address is sent to the entry you choose.
desk-take-down-consolidated-target = Merge into
desk-take-down-address = Not in the list?
desk-take-down-address-hint = Paste the address of the other entry here.
desk-take-down-withdrawn = No longer in force
desk-take-down-withdrawn-hint = Stays readable, clearly marked as no longer in force, with the date.
desk-take-down-reason = Reason, read by the public
desk-take-down-reason-hint = E.g. Replaced by Notice 45/TB-UBND.
desk-take-down-no-target = Send nowhere
desk-take-down-kept = The text stays in the history and can be published again.
desk-take-down-do = Take down
desk-take-down-cancel = Keep it
desk-confirm-keep = No, leave it

# History
desk-history-title = History
desk-history-hint = Restoring makes a new draft from an old edition. The public edition does not change until you publish.
desk-history-edition = Edition
desk-history-number = Edition { $number }
desk-history-live = The public sees this one
desk-history-when = Saved at
desk-history-note = Note
desk-history-written-by = Written by { $name }
desk-history-approved-by = Approved by { $name }
desk-history-deeds = What happened
desk-history-restore = Restore
desk-history-restore-number = Restore edition { $number }
desk-history-restore-hint = Makes a new draft; publishes nothing.
desk-history-compare = Compare
desk-history-compare-number = Compare edition { $number } with another
desk-edition-compare-with = Compare with
desk-edition-of-day = Edition { $number } ({ $at })
desk-edition-added = added in this edition
desk-edition-removed = removed in this edition
desk-edition-changes = Differences from edition { $number }

# Categories
desk-categories-lead = The order here is the order in the public menu.
desk-categories-count = { $count ->
    [one] { $count } entry
   *[other] { $count } entries
 }
desk-categories-hidden = hidden
desk-categories-up = Move { $name } up
desk-categories-down = Move { $name } down
desk-categories-hide = Hide
desk-categories-hide-name = Hide { $name }
desk-categories-show = Show again
desk-categories-show-name = Show { $name } again
desk-categories-rename = Rename
desk-categories-name = Category name
desk-categories-parent = Inside
desk-categories-top = Top level
desk-categories-add = Add a category
desk-categories-add-do = Add category
desk-categories-empty-title = This site has no categories
desk-categories-empty = Add the first few, e.g. News, Notices, About.

# Members
desk-members-lead = People who may work on this site.
desk-members-name = Name
desk-members-full-name = Full name
desk-members-role = Role
desk-members-role-of = Role of { $name }
desk-members-role-save = Save the role of { $name }
desk-members-seen = Last signed in
desk-members-never = Never signed in
desk-members-locked = Locked for now
desk-members-me = (you)
desk-members-reset = New password
desk-members-reset-name = New password for { $name }
desk-members-remove = Remove from site
desk-members-remove-name = Remove from site: { $name }
desk-members-add = Add a member
desk-members-add-do = Add member
desk-members-email-hint = They will sign in with this address.
desk-members-empty-title = No members yet
desk-members-empty = Add the first one below.
desk-first-password-title = First password
desk-first-password-new = { $name } was added as { $role }. Please hand over this slip.
desk-first-password-reset = { $name } has a new password; the old one no longer works. Please hand over this slip.
desk-first-password-where = Where to sign in
desk-first-password-password = Password
desk-first-password-once = The password is shown once. After leaving this page it cannot be seen again, only replaced.
desk-first-password-how = Hand it over in person or by phone, not over social media. At the first sign-in a new password will be asked for.
desk-first-password-done = I have written it down

# Profile of a site
desk-profile-lead = Shown at the foot of every page and on the contact page.
desk-profile-legal = Required details
desk-profile-legal-hint = The law asks for these six on the home page.
desk-profile-agency = Managing agency
desk-profile-agency-hint = E.g. People's Committee of An Xuyên ward.
desk-profile-governing = Governing body
desk-profile-governing-hint = E.g. People's Committee of Cà Mau province.
desk-profile-responsible = Person responsible
desk-profile-responsible-hint = Name and position. Remember to change it when people change.
desk-profile-address = Address
desk-profile-phone = Phone
desk-profile-email = E-mail
desk-profile-service = Serving citizens
desk-profile-hours = Working hours
desk-profile-hours-hint = One line for each half-day.
desk-profile-reception = Citizen reception
desk-profile-reception-hint = Which day, where, by whom.
desk-profile-intro = Short introduction
desk-profile-intro-hint = Two or three sentences about the commune.
desk-profile-accent = Colour of the site
desk-profile-accent-hint = Every colour was checked so that text stays readable.
desk-profile-save = Save details

# Dead addresses
desk-dead-lead = Addresses people opened where nothing is left. Redirect once, and every old link works again.
desk-dead-hits = { $count ->
    [one] opened once
   *[other] opened { $count } times
 }
desk-dead-last = last at { $at }
desk-dead-from = from { $from }
desk-dead-target = Redirect to
desk-dead-suggested = Suggested: { $title }
desk-dead-redirect = Redirect
desk-dead-redirect-path = Redirect { $path }
desk-dead-ignore = Ignore
desk-dead-ignore-path = Ignore { $path }
desk-dead-empty-title = No dead addresses
desk-dead-empty = Every address opened recently still works.

# Sites of the province
desk-sites-name = Site name
desk-sites-name-hint = The commune's name as on its seal, e.g. Phường An Xuyên.
desk-sites-last = Last published
desk-sites-never = Nothing published yet
desk-sites-month = Entries this month
desk-sites-members = Members
desk-sites-quiet = nothing new for { $count } days
desk-sites-urgent = { $count } published urgently in 12 months
desk-sites-urgent-unseen = { $count } published urgently in 12 months, { $unseen } not yet reviewed
desk-sites-add = Add a site
desk-sites-add-do = Create site
desk-sites-key = Name in the address
desk-sites-key-hint = Lower case without accents, e.g. anxuyen. Comes before: { $suffix }
desk-sites-unit = Administrative unit code
desk-sites-unit-hint = Five digits, e.g. 32012.
desk-sites-admin-name = Name of the site administrator
desk-sites-admin-email = E-mail of the site administrator
desk-sites-admin-hint = If given, the account is made at once and its first password shown once.
desk-sites-none-title = No site matches
desk-sites-none = Try fewer letters, without accents, or press “Clear filters”.
desk-sites-empty-title = No sites yet
desk-sites-empty = Add them one by one, or import a whole list from a CSV file below.
desk-import-title = Import many sites from a CSV file
desk-import-lead = If one line is wrong, no site is created; each mistake is pointed out so that you can correct it and try again.
desk-import-columns = Columns:
desk-import-file = CSV file
desk-import-file-hint = In Excel: Save as, type “CSV UTF-8”.
desk-import-do = Import the list
desk-import-result = Result of the import
desk-import-refused = { $count ->
    [one] File { $file } has one mistake
   *[other] File { $file } has { $count } mistakes
 }
desk-import-refused-do = No site was created. Correct the places below in the file, then import again.
desk-import-mistakes = Mistakes
desk-import-line = Line
desk-import-line-number = Line { $line }
desk-import-column = Column
desk-import-value = Now reads
desk-import-message = What to correct
desk-import-more = { $count } more mistakes will be shown once these are corrected.
desk-import-again = Choose the corrected file
desk-import-done = Created { $count } sites from file { $file }.
desk-import-passwords = The passwords are shown only once, here. Copy or print this page before you leave.
desk-import-created = Sites just created
desk-import-address = Address
desk-import-admin = Site administrator
desk-import-back = Back to the list of sites

# Jobs
desk-jobs-lead = Work the machine does by itself: scheduled publication, pictures, mail.
desk-jobs-job = Job
desk-jobs-run-at = Runs at
desk-jobs-attempts = Attempts
desk-jobs-attempts-of = { $attempts } / { $most }
desk-jobs-last-error = Last error
desk-jobs-retry = Run again
desk-jobs-retry-label = Run again: { $label }
desk-jobs-discard = Discard
desk-jobs-discard-label = Discard: { $label }
desk-jobs-empty-title = No jobs here
desk-jobs-empty = Everything has run. There is nothing to do.

# Audit log
desk-audit-lead = Who did what, and when. The log only grows; nothing in it can be changed.
desk-audit-search = Search people, entries, files, communes
desk-audit-action = Action
desk-audit-from = From
desk-audit-to = To
desk-audit-what = What was done
desk-audit-who = By whom
desk-audit-when = When
desk-audit-site = Site
desk-audit-empty-title = No record matches
desk-audit-empty = Try a wider range of dates, or press “Clear filters”.

# My account
desk-account-me = My details
desk-account-name-hint = This name appears in the history of entries.
desk-account-roles = Roles
desk-account-password-since = Last changed on { $at }.
desk-account-sessions = Signed-in devices
desk-account-sessions-hint = A device you do not know? Sign it out, then change your password.
desk-account-session = Signed in { $started }, last used { $seen }
desk-account-this = (this one)
desk-account-revoke = Sign out
desk-account-revoke-device = Sign out of { $device }
desk-account-revoke-others = Sign out of all other devices

# When something cannot be done
desk-refusal-home = Back to the desk
desk-refusal-not-found-title = Nothing has this address
desk-refusal-not-found-text = It may have been given up as a draft, the address may be mistyped, or this site is not yours to work on.
desk-refusal-forbidden-title = This is not among your tasks
desk-refusal-forbidden-text = Your role on this site does not include it. If you need it, ask the site’s administrator.
desk-refusal-closed-title = The site is closed for writing
desk-refusal-closed-text = This site is archived or merged into another and takes no new content.
desk-refusal-malformed-title = What was sent could not be read
desk-refusal-malformed-text = The form was damaged on its way. Please go back and send it again.
desk-refusal-too-large-title = The file is too large
desk-refusal-too-large-text = What was sent at once is larger than allowed (100 MB). Go back: what you typed is still there; then send fewer or smaller files.
desk-refusal-cross-site-title = The request did not come from the desk
desk-refusal-cross-site-text = For safety only forms of this very site are taken. Please open the page again and retry.
desk-refusal-wrong-method-title = Sent the wrong way
desk-refusal-wrong-method-text = This address does not take that kind of request.
desk-refusal-unavailable-title = The system is busy
desk-refusal-unavailable-text = The database does not answer yet. Please wait a minute and retry; what you wrote is still on the previous screen.
desk-refusal-broken-title = Something broke
desk-refusal-broken-text = The failure was recorded. Please retry; if it happens again, tell the province’s operator.
reject-missing = Please fill this in.
reject-too-long = This is { $typed } characters long, { $max } at most.
reject-slug-form = Only lower-case letters, digits and hyphens.
reject-category-unknown = Please choose a category from the list.
reject-date-form = Not a date or time. For example: 02/9/2026.
reject-time-passed = The time of publication must lie ahead.
reject-expiry-passed = It would end before it is out. Choose a later end or leave it empty.
reject-hour-past = The hour of publication has passed. Choose another, or leave it empty so that it goes out once approved.
reject-expiry-past = The end has passed: it will not be in lists.
reject-alt-missing = Describe the cover picture in a short sentence for those who cannot see it.
reject-choice-unknown = Please choose one from the list.
reject-sign-in-wrong = The e-mail or the password is wrong. Check Caps Lock and your Vietnamese keyboard.
reject-sign-in-locked = Too many failures: signing in is locked for a while.
reject-sign-in-closed = This account is closed. Ask the site’s administrator to open it.
reject-sign-in-idle = This account was unused for long and is closed. Ask the site’s administrator to open it.
reject-password-short = The password needs at least { $min } characters.
reject-password-long = The password is longer than allowed.
reject-password-classes = The password needs capitals, small letters, digits and symbols.
reject-password-personal = The password must not contain your name or address.
reject-password-common = This password is easily guessed. Choose a sentence of your own.
reject-password-same = The new password must differ from the present one.
reject-password-wrong = The present password is wrong.
reject-password-locked = Too many failures. Please wait and retry.
reject-password-again = The two do not match.
reject-email-taken = This address has an account already.
reject-account-last-operator = At least one operator must remain.
reject-member-known = This person is a member already.
reject-member-unknown = This person is no longer a member.
reject-member-role-provincial = This role can be given on the province’s site only.
reject-member-role-beyond = You may not give this role.
reject-member-last-administrator = At least one administrator must remain.
desk-done-password = The password was changed. Other sessions were ended.
desk-account-device = { $browser } on { $machine }
desk-account-device-unknown = Unknown device

# The way to the public
desk-kind-article = Article
desk-kind-notice = Notice
desk-kind-page = Page
desk-by-program = The system
desk-state-approved = Approved
desk-edition-approved = Approved
desk-edition-aside = Kept when two people saved
desk-edition-kept = Saved, then changed
desk-edition-discarded = Given up
desk-todo-approval = Waits for your approval
desk-todo-returned = Sent back to you
desk-todo-urgent = Published urgently, not yet seen by anyone else
desk-todo-overdue = Overdue: it should be public already
desk-todo-remark = A remark to see to
desk-todo-review = Due to be reviewed
desk-home-todo-more = { $count } more
desk-entries-urgent = urgent, not yet reviewed
desk-edit-approve = Approve and publish
desk-edit-attachments = Attachments
desk-edit-attachment-title = Name shown for { $name }
desk-edit-attachment-open = Open the file
desk-edit-attachment-remove = Remove this file
desk-edit-attachment-add = Add files
desk-edit-attachment-hint = PDF, Word, Excel, pictures, sound, video; { $max } at most with each save.
desk-files-too-large = The files chosen are too large: { $max } at most with each save. Choose fewer, or bring the large ones into the library first.
desk-edit-change-kind = This change
desk-edit-change-minor = Minor
desk-edit-change-minor-hint = A typing slip, a better picture: readers need not know.
desk-edit-change-major = Content changed
desk-edit-change-major-hint = The “updated” date moves and readers see the note below.
desk-edit-change-note-when = (needed when content changed)
desk-edit-urgent = Publish urgently, without approval
desk-edit-urgent-what = Only when it cannot wait: storm, epidemic, water cut
desk-edit-urgent-reason = Why can it not wait?
desk-edit-urgent-reason-hint = This is recorded; the text is marked “urgent” until somebody else has looked.
desk-edit-urgent-reason-when = (needed to publish urgently)
desk-edit-urgent-do = Publish urgently
desk-edit-urgent-waits = Published urgently, not yet seen by a second person
desk-edit-urgent-seen = Published urgently, reviewed since
desk-edit-urgent-see = I have looked, it is right
desk-edit-urgent-why = Why it went out urgently: { $reason }
desk-edit-share = Send the draft to somebody to read
desk-share-what = Whoever has this address can read the draft and leave a remark, without an account. It works for { $days } days and is shown here only once.
desk-share-make = Make an address
desk-share-made = The address to send:
desk-share-at-work = { $count ->
    [one] One address is at work
   *[other] { $count } addresses are at work
 }
desk-share-one = Made by { $name } at { $at }, works until { $until }
desk-share-end = { $count ->
    [one] Take this address back
   *[other] Take all { $count } addresses back
 }
desk-share-end-hint = Once taken back, nobody can read the draft by it. Remarks that were left stay.
desk-done-share-ended = Taken back. Nobody can read the draft by the old address.
desk-remarks = Remarks
desk-remark-name = Your name
desk-remark-text = A remark for the writer
desk-remark-do = Send the remark
desk-preview-changed = The text was changed after the letter was sent. What you see is the newest.
desk-approved-published-title = Approved and published
desk-approved-published = People can read it from now on.
desk-approved-scheduled-title = Approved
desk-approved-scheduled = It will be published at { $at }.
desk-approved-returned-title = Sent back
desk-approved-returned = The writer is told by mail.
desk-done-saved = Draft saved.
desk-done-published = Published. People can read it from now on.
desk-done-published-urgently = Published urgently. Please ask somebody else to look.
desk-done-scheduled = Scheduled.
desk-done-submitted = Submitted. The approvers are told by mail.
desk-done-returned = Sent back. The writer is told by mail.
desk-done-unscheduled = Schedule removed; it is a draft again.
desk-done-discarded = Draft given up.
desk-done-taken-down = Taken down. Its address is kept.
desk-done-restored = A new draft was made from the old edition.
desk-done-urgent-seen = Noted that you have looked.
desk-refusal-link-ended-title = This address no longer works
desk-refusal-link-ended-text = It has ended, was used, or there is a newer text. Please ask for another one.
reject-own-text = This site asks for a second person: you cannot publish your own text. Please press “Submit”.
reject-nothing-to-publish = There is no draft to do this with.
reject-wrong-state = The text is no longer at this step. Please load the page again.
reject-changed-meanwhile = The text was just changed. Please read the new version, then decide.
reject-too-many = There are more than allowed.
reject-target-unknown = The site has no such entry, or it never was public.
reject-target-circle = That entry leads back to this one. Please choose another.
reject-picture-empty = The picture file is empty: the upload may have broken off. Please choose again.
reject-picture-bytes = The picture file is too large. Please choose one under 25 MB.
reject-picture-pixels = The picture has too many pixels. Please make it smaller and send it again.
reject-picture-heic = HEIC pictures of an iPhone cannot be used yet. On the phone: Settings › Camera › Formats › Most Compatible.
reject-picture-svg = SVG drawings are not taken. Please save it as PNG.
reject-picture-other = This kind of picture cannot be used. Please save it as JPEG or PNG.
reject-picture-none = This file is not a picture.
reject-picture-broken = The picture is damaged or incomplete. Please send another.
reject-outside-off = This server fetches no pictures from other sites. Save the picture on your device and add it to the text.
reject-outside-address = Pictures cannot be fetched from this address. Save the picture on your device and add it to the text.
reject-outside-none = The other site does not hand the picture over. Save it on your device and add it to the text.
reject-outside-late = The other site is too slow. Paste again later, or save the picture on your device and add it to the text.
reject-outside-often = Too many pictures were fetched from other sites just now. Wait ten minutes and paste again.
reject-file-missing = No file was sent.
reject-file-empty = The file is empty: the upload may have broken off. Please choose again.
reject-file-kind = This kind of file cannot be attached. Use PDF, Word, Excel, PowerPoint, pictures, sound or video.
reject-file-broken = This file is damaged, or not what its name says. Please open it, save it anew and send it again.
letter-submitted-subject =
    { $urgency ->
        [urgent] Urgent, waits for approval: { $title }
        [important] Important, waits for approval: { $title }
       *[normal] Waits for approval: { $title }
    }
letter-returned-subject = Sent back: { $title }
letter-submitted-text =
    { $name } asks you to approve a text on { $site }:

    { $title }

    { $summary }

    Read it and answer with one of two buttons, without signing in:
    { $link }

    This address is yours alone, works once, for { $days } days. Please do not forward this letter.
letter-returned-text =
    { $name } sent your text on { $site } back:

    { $title }

    To change: { $note }

    Open it:
    { $link }
letter-approved-subject = Approved and published: { $title }
letter-approved-text =
    { $name } approved your text. It is public on { $site }:

    { $title }

    Read it:
    { $link }
letter-approved-later-subject = Approved and scheduled: { $title }
letter-approved-later-text =
    { $name } approved your text on { $site }:

    { $title }

    It goes out by itself at { $at }.

    Open it:
    { $link }
letter-urgent-subject = Published urgently, please look: { $title }
letter-urgent-text =
    { $name } has just published a text on { $site } without a second pair of eyes:

    { $title }

    Why: { $note }

    Please read it soon. Confirm it when it is right; change it or take it down when it is not:
    { $link }
letter-overdue-subject = Not published at its time: { $title }
letter-overdue-text =
    This text on { $site } was to go out at { $at } and could not:

    { $title }

    Open it, see what needs mending, then publish it or choose another time:
    { $link }
letter-remark-subject = A remark on: { $title }
letter-remark-text =
    { $name } says of a text on { $site }:

    { $title }

    “{ $note }”

    Open it to read and answer:
    { $link }
desk-remark-guest = (guest)
desk-remark-settled = Seen to
desk-remark-settle = Mark as seen to
desk-done-remark-said = Remark sent.
desk-done-remark-settled = Noted.

# How a site works
desk-nav-practice = How we work
desk-nav-royalties = Royalties
desk-practice-lead = The site’s own rules on approval, review and royalties.
desk-practice-eyes = A second person approves
desk-practice-eyes-required = Nobody publishes their own text
desk-practice-eyes-hint = Somebody else has to approve. What is urgent can still go out, with a reason, marked until somebody has looked.
desk-practice-review = Reminders to look over old content
desk-practice-review-hint = So many months after publication the program asks whether a text is still right; what is public already is counted from the day of the rule. Leave empty for no reminder.
desk-practice-review-kind = { $kind }, months
desk-practice-royalties = Royalties
desk-practice-royalties-on = Compute royalties for articles
desk-practice-royalties-hint = Articles have a genre; each month has a statement to sign and to download for Excel.
desk-done-practice-saved = The site’s rules are saved.
reject-months = Months are a number from 1 to 60, or empty.
desk-royalties-month = Royalties of { $month }
desk-royalties-previous = Month before
desk-royalties-next = Month after
desk-royalties-closed = This month was closed at { $at }; its figures no longer change.
desk-royalties-cut = The statement is not whole
desk-royalties-no-tariff = There is no tariff yet
desk-royalties-no-tariff-do = Since 1 September 2026 the provincial chairman sets the tariff (Decree 287/2026/ND-CP). Enter it below, or wait for the province to.
desk-royalties-col-number = No.
desk-royalties-col-title = Article
desk-royalties-col-published = Published
desk-royalties-col-author = Author
desk-royalties-col-pen-name = Pen name
desk-royalties-col-genre = Genre
desk-royalties-col-coefficient = Coefficient
desk-royalties-col-amount = Amount (đồng)
desk-royalties-col-note = Remark
desk-royalties-coefficient-of = Coefficient of { $title }
desk-royalties-note-of = Remark on { $title }
desk-royalties-most = { $most } at most
desk-royalties-total = Total
desk-royalties-uncounted = { $count ->
    [one] One article names a writer but no genre
   *[other] { $count } articles name a writer but no genre
 }
desk-royalties-uncounted-do = They are not in the statement. Open them and choose a genre if they are to be paid for.
desk-royalties-dong = đồng
desk-royalties-close = Close this month
desk-royalties-download = Download for Excel
desk-royalties-empty-title = No articles to pay this month
desk-royalties-empty = Articles with a genre appear here once they are public.
desk-royalties-sheet-title = ROYALTIES OF { $month }
desk-royalties-signer-writer = Prepared by
desk-royalties-signer-accountant = Accountant
desk-royalties-signer-head = Head of the unit
desk-royalties-tariffs = Tariffs
desk-royalties-from = From { $day }
desk-royalties-unit = unit of { $value } đồng
desk-royalties-tariff-add = Add a tariff
desk-royalties-tariff-from = In force from
desk-royalties-tariff-from-hint = For example: 01/9/2026
desk-royalties-tariff-decision = Decision
desk-royalties-tariff-decision-hint = For example: Decision 45/2026/QD-UBND
desk-royalties-tariff-unit = Worth of a coefficient of 1, in đồng
desk-royalties-tariff-unit-hint = For example: 253.000 (10% of the base salary)
desk-royalties-tariff-most = Highest coefficient of each genre
desk-royalties-tariff-do = Add the tariff
desk-done-royalties-saved = Coefficients saved.
desk-done-royalties-closed = Month closed.
desk-done-tariff-added = Tariff added.
reject-royalties-cut = More than { $most } articles of this month have a genre; the statement has the first { $most }, so it cannot be closed. Take the genre from articles that are not paid for.
reject-royalties-wait = This month cannot be closed yet: { $count } articles have no coefficient, or no author to pay. Write 0 where nothing is paid.
reject-coefficient-form = A coefficient is a number with two decimals at most, and no more than the genre’s highest. For example: 2,5
reject-money-form = Money is a whole number of đồng. For example: 253.000

# People, site, province
desk-begin-title = Create the first administrator
desk-begin-lead = This account administers the whole installation. The address you opened works once.
desk-begin-do = Create the account
reject-no-province = There is no province yet. Import the list of units with “conglang site import” first.
desk-role-contributor-hint = Writes and submits.
desk-role-editor-hint = Writes, approves and publishes.
desk-role-approver-hint = Reads, approves and publishes.
desk-role-administrator-hint = Everything on the site: people, categories, profile.
desk-role-supervisor-hint = Sees every site of the province, changes none.
desk-role-operator-hint = Everything on every site.
desk-done-member-added = Added to the site. They sign in with the password they have.
desk-done-role-changed = Role changed.
desk-done-member-removed = Removed from the site.
desk-done-categories-saved = Categories saved.
desk-categories-kinds = Holds
desk-categories-kinds-hint = Only these kinds can be published in it.
desk-colour-plum = Plum
desk-colour-blue = Blue
desk-colour-green = Green
desk-colour-red = Red
desk-colour-brown = Brown
desk-colour-violet = Violet
desk-colour-teal = Teal
desk-colour-slate = Slate
desk-colour-own = The present colour
desk-done-profile-saved = Profile saved.
reject-profile-overtaken = Somebody just saved something else. Look again, then save once more to use yours.
desk-done-redirect-made = Redirected. The old link works again.
desk-done-address-ignored = Address dismissed.
desk-done-redirect-removed = Redirect removed.
desk-dead-made = Redirects
desk-dead-unmake = Remove
desk-dead-unmake-path = Remove the redirect of { $path }
reject-target-address = Paste an address of this same site, beginning with “/”.
reject-target-loop = That would lead in a circle. Please choose another address.
desk-sites-figure-live = Live
desk-sites-figure-draft = Not yet open
desk-sites-figure-quiet = Nothing new for 30 days
desk-sites-figure-month = Published this month
desk-sites-figure-urgent = Published urgently in 12 months
desk-site-open-desk = Open the site’s desk
desk-site-hosts = Hosts
desk-site-hosts-hint = Other hosts lead to the main one.
desk-site-host-main = main host
desk-site-host-make = Make { $host } the main host
desk-site-host-make-main = Make it the main host
desk-site-host-add = Add a host
desk-site-host-add-hint = For example: xaanxuyen.camau.gov.vn. Point it to this server.
desk-site-host-add-do = Add the host
desk-site-state = State of the site
desk-site-state-hint = Suspending and archiving delete nothing; every address is kept.
desk-site-state-reason = Reason
desk-site-state-do = Change the state
desk-done-state-set = State changed.
desk-done-host-set = Host saved.
desk-jobs-tab-waiting = Waiting
desk-jobs-tab-failed = Failed
desk-job-kind-publish = Scheduled publication
desk-job-kind-letter = Letter
desk-job-kind-sweep = Tidying up
desk-job-kind-convert-film = Converting a film
desk-job-kind-read-file = Reading a file
desk-done-job-retried = It will run again now.
desk-done-job-discarded = Discarded.
letter-review-subject = Due for review: { $title }
desk-deed-create = Created
desk-deed-submit = Submitted
desk-deed-return = Sent back
desk-deed-publish = Published
desk-deed-publish-urgent = Published urgently
desk-deed-see-urgent = Looked at what was urgent
desk-deed-update = Published a new edition
desk-deed-keep-both = Kept both texts when two people saved
desk-deed-schedule = Scheduled
desk-deed-unschedule = Took a schedule back
desk-deed-take-down = Took down
desk-deed-restore = Restored an edition
desk-deed-discard = Gave a draft up
desk-deed-add-member = Added a member
desk-deed-change-role = Changed a role
desk-deed-remove-member = Removed a member
desk-deed-reset-password = Handed out a password
desk-deed-describe = Changed the site’s profile
desk-deed-arrange = Arranged categories
desk-deed-redirect = Redirected an address
desk-deed-set-state = Changed a site’s state
desk-deed-set-practice = Changed how the site works
desk-deed-signed-in = Signed in
desk-deed-set-host = Changed a host
desk-deed-set-tariff = Entered a tariff
desk-deed-close-royalties = Closed a month of royalties
desk-deed-retry-job = Tried a job again
desk-deed-discard-job = Discarded a job
desk-deed-session-end = Ended a session
desk-deed-rename = Renamed
desk-deed-disable-idle = Closed an idle account
letter-review-text =
    This text on { $site } is due for review:

    { $title }

    See whether it is still right: telephone numbers, hours, names, rules.
    If it is, press “Publish the new edition”; the next reminder moves on by itself.
    { $link }

# What the checks beside the text say.
reject-heading-empty = A heading has no words. Write some or remove it.
reject-heading-order = The heading “{ $words }” skips a level. After a large heading comes one that is a level smaller.
reject-link-dead-entry = A link leads to an entry that readers cannot open yet. Publish that first or remove the link.
reject-link-dead-file = A link leads to a file that is no longer in the library.
reject-link-empty = A link has no words to press: { $words }
reject-link-nowhere = “{ $words }” is a link that leads nowhere, usually to a file on your own machine. Remove it or attach the file.
reject-link-words = The link “{ $words }” does not say where it leads. Put it on the name of the page or document.
reject-misspelling = “{ $words }” may be misspelled; usually “{ $right }”.
reject-personal-account = “{ $words }” looks like a bank account number. Publish it only if its holder agrees.
reject-personal-identity = “{ $words }” looks like a personal identity number. It should not be on the site.
reject-personal-phone = “{ $words }” looks like a private telephone number. Publish it only if its user agrees, or use the office's.
reject-picture-alt = A picture does not say what it shows. Write a short sentence for those who cannot see it, or choose “only for decoration”.
reject-picture-file-name = The description “{ $words }” is the name of a file. Write a sentence that says what the picture shows.
reject-place-abolished = “{ $words }” has not existed since { $since }; now { $now }. Of earlier times, write “{ $words } cũ”.
reject-summary-long = The summary has { $length } characters; fewer than { $limit } show in full in lists.
reject-table-header = The table “{ $words }…” has no header row. Make the first row a header so that screen readers can read it.
reject-title-blank = The title still has a blank “…”. Please fill it in.
reject-start-unanswered = The question “{ $words }” is still as it came. Answer it or remove it.
reject-starts-unanswered = { $count } questions are not answered yet, the first is “{ $words }”. Please answer them or delete what is not needed.
reject-line-bare = Some line holds nothing but “…”. Write there, or delete it.
reject-line-blank = There is a blank “…” left: “{ $words }”.
reject-title-capitals = The title is all capitals, which is hard to read. Use capitals for the first letter and for names only.
reject-title-long = The title has { $length } characters; fewer than { $limit } are not cut when shared.

# From a Word file.
desk-word-title = Write from a Word file
desk-word-lead = Choose a .docx file: title, lead, text, tables and pictures arrive in a draft for you to look over.
desk-word-file = Word file
desk-word-file-hint = Drop a .docx file here or press to choose one. At most 50 MB.
desk-word-keep = Attach the file itself too
desk-word-keep-hint = Readers can download this very file below the text.
desk-word-do = Make a draft of it
desk-word-start = Write from a Word file
desk-word-start-hint = Drop a .docx file, its words and pictures arrive by themselves.
desk-word-read = The Word file is a draft now
desk-word-converted = Text in old fonts (TCVN3, VNI) was converted to Unicode. Please read its accents again.
desk-word-lost = What could not be kept
desk-word-open = Open the draft
desk-done-word = The Word file is in the draft. Please look it over and choose a category.
desk-done-word-pictures = The Word file is in the draft. Please look it over, describe its pictures and choose a category.
desk-word-lost-picture = { $count } pictures did not come in. { $why }
desk-word-lost-original = The file itself could not be attached. { $why }
desk-word-lost-header-or-footer = Text above and below the pages.
desk-word-lost-comment = { $count } comments.
desk-word-lost-deleted-text = Text struck out by change tracking ({ $count } places).
desk-word-lost-hidden-text = Hidden text ({ $count } places).
desk-word-lost-contents = The table of contents.
desk-word-lost-linked-picture = { $count } pictures kept outside the file. Add them from your machine.
desk-word-lost-unusable-picture = { $count } pictures that cannot be used. Save them as JPEG and add them again.
desk-word-lost-too-many-pictures = { $count } pictures beyond the most of one text.
desk-word-lost-cropped-picture = { $count } pictures cropped in Word are whole now. See whether they show too much.
desk-word-lost-chart = { $count } charts. Add them as pictures.
desk-word-lost-drawing = { $count } drawings.
desk-word-lost-formula = { $count } formulas, of which only the characters are kept.
desk-word-lost-embedded-file = { $count } files embedded in the file.
desk-word-lost-link = { $count } links to where no link may lead.
desk-word-lost-symbol = { $count } signs of a symbol font.
desk-word-lost-form-field = { $count } fields to fill in, or buttons.
reject-word-empty = The file is empty: the upload may have been cut off. Please choose it again.
reject-word-old-word = This is a .doc of old Word. Open it in Word, save it as .docx and send that.
reject-word-locked = The file has a password. Remove it in Word and send the file again.
reject-word-macros = Files with macros are not taken. Save it as a plain .docx and send that.
reject-word-rich-text = This is an .rtf file. Open it in Word, save it as .docx and send that.
reject-word-open-document = This is a file of LibreOffice. Save it as .docx and send that.
reject-word-pdf = This is a PDF. Attach it to the text, or send the Word file it was made from.
reject-word-other-office = This is no Word file. Workbooks and slides can be attached to a text.
reject-word-not-word = This is no Word file (.docx).
reject-word-damaged = The Word file is damaged or was cut off. Open it in Word, save it and send it again.
reject-word-harmful = This Word file is made in a way that may do harm, so it is not taken.
reject-word-too-large = The Word file is too long or too large for one text. Divide it, or attach it to a text.
# Media library
desk-nav-library = Library
desk-library-lead = Pictures, documents, video and sound of the site. Every text can use them again.
desk-library-add = Add files
desk-library-add-hint = Choose or drop several files at once, each at most { $max }. Pictures are made smaller and lose where they were taken before they are sent.
desk-library-add-do = Send files
desk-library-into = Put into the folder
desk-library-into-none = Put into no folder
desk-library-drop = Or drop files here.
desk-library-waiting = Waiting
desk-library-shrinking = Making the picture smaller
desk-library-sending = Sending { $percent }%
desk-library-resuming = Weak network, trying to go on
desk-library-finishing = Working on it
desk-library-came = In the library
desk-library-failed = Not sent. Check the network, then press “Send again”.
desk-library-again = Send again
desk-library-heic = { reject-picture-heic }
desk-library-signed-out = You are no longer signed in. Sign in again, then go on sending.
desk-library-show-new = Show what was sent
desk-library-search = Search names, descriptions, words inside
desk-library-group = Kind of file
desk-library-group-anh = Pictures
desk-library-group-tai-lieu = Documents
desk-library-group-video = Video
desk-library-group-am-thanh = Sound
desk-library-folders = Folders
desk-library-all = All files of the site
desk-library-lent = Lent by the province
desk-library-folder-add = Add a folder
desk-library-folder-name = Name of the folder
desk-library-folder-do = Add
desk-library-folder-change = Change the folder “{ $name }”
desk-library-folder-rename = Rename
desk-library-folder-forget = Remove the folder, keep its files
desk-library-quota = { $used } of { $whole } used
desk-library-quota-full = The library is nearly full. Delete files nobody uses, or ask the province for more room.
desk-library-files = Files
desk-library-no-alt = Not described yet
desk-library-none-title = No file fits
desk-library-none = Try other words, accents are not needed, or press “Clear”.
desk-library-empty-title = No files here yet
desk-library-empty = Pictures and files sent here or while writing are kept to be used again.
desk-library-from-province = The province lends this file. Your site may use it in texts, but not change it.
desk-library-brought = { $name } sent it at { $at }
desk-library-brought-at = Sent at { $at }
desk-library-size = { $width } × { $height } pixels
desk-library-open = Open the file
desk-library-about = About this file
desk-library-name = File name
desk-library-alt = What the picture shows
desk-library-alt-hint = One sentence for people who do not see the picture. It is filled in when the picture is put into a text.
desk-library-caption = Caption
desk-library-author = Author
desk-library-author-hint = Who took or drew it, or the office that holds it. Example: Trần Văn Bảy
desk-library-licence = Right of use
desk-library-licence-unknown = Not known
desk-library-licence-own = Made by the office
desk-library-licence-permitted = The author agreed
desk-library-licence-open = Open licence, author named
desk-library-licence-public = No copyright, or no longer
desk-library-folder = Folder
desk-library-folder-none = In no folder
desk-library-transcript = What is said in it
desk-library-transcript-hint = Write down what is said, for people who do not hear it and for the search.
desk-library-film-waiting = Being converted…
desk-library-film-converted = Converted
desk-library-film-kept = Good as it came, kept
desk-library-film-failed = Could not be converted; the film is still shown as it came
desk-library-film = Picture and captions
desk-library-poster = Picture
desk-library-poster-hint = Shown before the film begins.
desk-library-poster-now = In use:
desk-library-poster-remove = Take this picture away
desk-library-captions = Captions
desk-library-captions-hint = A .vtt or .srt file, for people who do not hear what is said.
desk-library-captions-now = In use:
desk-library-captions-remove = Take these captions away
reject-captions-kind = This is no file of captions. Choose a .vtt or .srt (UTF-8) file.
desk-library-focus = Point that must stay in sight
desk-library-focus-hint = Press on what matters most in the picture: where it is cut for small pictures, this stays.
desk-library-focus-x = From the left, per cent
desk-library-focus-y = From the top, per cent
desk-library-uses = Used in
desk-library-uses-none = Not used in any text.
desk-library-replace = Replace with another file
desk-library-replace-hint = Every text that uses it shows the new file; old addresses lead to it.
desk-library-replace-file = New file
desk-library-replace-do = Replace
desk-library-lend = Lend to the communes
desk-library-lend-hint = The communes' sites find and use the file, but only the province changes it.
desk-library-lend-do = Lend
desk-library-lend-end = No longer lend
desk-library-delete = Delete the file
desk-library-delete-hint = Possible only while no text uses it.
desk-library-back = Back to the library
desk-done-files-came = The files are in the library.
desk-done-folders-saved = Folders saved.
desk-done-file-saved = Saved.
desk-done-file-replaced = Replaced. Every text that uses it shows the new file.
desk-done-file-deleted = File deleted.
reject-quota = The site's library is full. Delete files nobody uses, or ask the province for more room.
reject-file-bytes = The file is too large: at most 100 MB.
reject-file-used = The file is in use and cannot be deleted. Take it out of the texts below first.
reject-file-lent-used = Communes use this file, so it must stay lent.
reject-folder-taken = There is a folder of this name already.
reject-percent = Write a number from 0 to 100.
reject-replace-group = A picture is replaced by a picture only, another file by one that is no picture.
reject-replace-known = The library has this file already under another name.
reject-part-size = The part that was sent is not complete. Please send it again.
desk-deed-describe-file = Changed what is said of a file
desk-deed-replace-file = Replaced a file
desk-deed-convert-film = Converted a film
desk-deed-lend-file = Lent a file
desk-deed-delete-file = Deleted a file
# What people look for
desk-nav-searched = What people look for
desk-searched-lead = What people look for on this site and do not find, and the links put on top of search results.
desk-searched-in-vain = Looked for, not there yet
desk-searched-in-vain-hint = Only the question is counted, never who asked. Write about it, or put a link on top of the results.
desk-searched-times = { $count ->
    [one] asked once
   *[other] asked { $count } times
 }
desk-searched-last = last { $at }
desk-searched-answer = Answer with a link
desk-searched-write = Write about this
desk-searched-forget = Ignore
desk-searched-forget-one = Ignore the question { $question }
desk-searched-empty-title = Nothing was looked for in vain
desk-searched-empty = People find what they look for on this site.
desk-searched-all = See all
desk-searched-promoted = Links on top of results
desk-searched-promoted-hint = When people search for exactly these words, the link stands above all other results.
desk-searched-take-back = Remove the link
desk-searched-take-back-one = Remove the link { $title }
desk-searched-add = Put a link on top of results
desk-searched-question = Words searched for
desk-searched-question-hint = As people type them, for example: khai sinh. With or without accents.
desk-searched-title = Words shown
desk-searched-address = Leads to
desk-searched-address-hint = An address of this same site, or of a public authority (https://….gov.vn).
desk-searched-add-do = Put on top
desk-done-search-forgotten = The question is ignored.
desk-done-search-promoted = The link stands on top of results.
desk-done-search-unpromoted = The link is removed.
desk-deed-promote = Put or removed a link on top of results
desk-deed-forget-search = Ignored a question without results
reject-promoted-question = Enter the words searched for, 60 characters at most.
reject-promoted-title = Enter the words shown, 120 characters at most.
reject-promoted-address = Paste an address of this same site, beginning with “/”, or of a public authority (https://….gov.vn).
reject-promoted-many = This site has too many links on top. Remove some before adding.

desk-weekdays = Sunday, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday
desk-edit-more-of-notice = Details of the notice
desk-edit-more-of-notice-what = Urgency, deadline, place, contact, issuer, number
desk-signed-in-again-title = Signed in again
desk-signed-in-again = Close this tab and go back to the one you were writing in: it goes on saving.
desk-sign-in-ended = Your session ended because it was not used. Sign in again to go on.
desk-sign-in-ended-writing = Your session ended because it was not used. What you were writing is still on this device; once signed in, the text opens again.
desk-take-down-find = Find by name
desk-take-down-found = { $count ->
    [0] Nothing has this name.
    [one] The list below has one match.
   *[other] The list below has { $count } matches.
 }
desk-edit-discard-ask = Give up this draft?
desk-edit-discard-what = The draft leaves the lists. Its text stays in the history and can be brought back.
desk-done-discarded-back = Bring it back
desk-library-delete-ask = Delete this file?
desk-library-delete-what = The file is gone for good.
desk-edit-take-back = Take back, do not hand in yet
desk-done-taken-back = Taken back. It is your draft again.
desk-deed-take-back = Took back what was handed in
desk-edition-withdrawn = Taken down
desk-edit-save-unschedule = Save, off the clock
desk-done-saved-unscheduled = Saved. It is off the clock: it needs a yes again before it goes out.
desk-edit-approve-schedule = Approve for { $at }
desk-preview-changes = Changed this time: { $note }
desk-preview-see-changes = See what changed
desk-edit-more-what-else = Expiry, address
reject-missing-urgent-reason = Please say why it cannot wait.
reject-missing-reason = Please give the reason, for citizens to read.
reject-missing-consolidated-target = Please choose what to fold it into.
reject-choice-unknown-outcome = Please choose why it is taken down.
reject-missing-return-note = Please say what to mend.
reject-missing-change-note = Please say what changed, for citizens to know.
reject-missing-remark = Please write the remark.
reject-missing-guest-name = Please give your name.
reject-missing-title = Please fill in the title.
reject-missing-body = Please write the text.
letter-taken-down-subject = Taken down: { $title }
letter-taken-down-text =
    { $name } took down what you wrote on { $site }:

    { $title }

    Why: { $note }.

    Its history:
    { $link }
reject-missing-category = Please choose a category.
reject-deadline-past = The deadline has passed. The notice will say so; urgent ones no longer stand on top of every page.
reject-phone-unlikely = The telephone number does not look like one.
reject-lines-blank = There are { $count } blanks “…” left, the first is “{ $words }”.
desk-edit-files-library = Take a file that is in the library
