# Mistakes when making sites, and in hosts, colours and categories.
reject-province-missing = The province of these units is not known. Please add a column province or give the province's name.
reject-province-code = The code of a province has to be 1 to 10 digits.
reject-unit-has-site = This unit has a site already.
reject-host-form = This is no host name. Example: anxuyen.camau.gov.vn.
reject-host-taken = This host belongs to a site already.
reject-host-unknown = The site has no such host.
reject-accent-form = A colour is written #rrggbb, such as #0f6b4f.
reject-accent-too-light = The colour is too light for white text: contrast { $contrast }, at least 4.5 is needed.
reject-slug-taken = This address is in use already.
reject-category-below-itself = A category cannot lie below itself.
reject-email-form = This is no e-mail address. Example: ubnd@camau.gov.vn.
reject-phone-form = A telephone number holds digits, spaces and dots only.
