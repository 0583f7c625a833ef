# Words of the page's own fields in the writing form.
page-form-menu = Show in the site's menu
page-form-menu-hint = For pages people often look for: About, Contact, One-stop office.
