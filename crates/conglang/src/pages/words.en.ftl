# Home, categories, search, site map, the province's portal.
home-all = See all
home-map = See map
home-hours = Working hours
home-receptions = Reception of citizens
province-find = Find your commune or ward
province-count = { $count ->
    [one] { $count } commune or ward.
   *[other] { $count } communes, wards and townships.
}
province-found = { $count ->
    [one] { $count } unit has a name close to “{ $query }”.
   *[other] { $count } units have a name close to “{ $query }”.
}
province-found-js = Units found:
province-all = See all
category-children = Subcategories
category-empty = Nothing has been published in this category yet.
category-empty-home = Go to the home page
search-title = Search
search-label = What are you looking for?
search-hint = Vietnamese accents are optional. You may type a document number.
search-filters = Narrow the results
search-clear = Clear filters
search-count = { $count ->
    [0] Nothing holds all the words of “{ $query }”.
    [one] { $count } result for “{ $query }”.
   *[other] { $count } results for “{ $query }”.
}
search-more = { $count } more
search-suggestion = Did you mean:
search-order-best = Best match
search-order-new = Newest
search-order = Order
search-by-kind = Kind of content
search-by-category = Category
search-by-site = Unit
search-by-year = Year
search-by-issuer = Issued by
search-widen = Filters
search-all = Remove the filters
search-near = Close to your search ({ $count })
search-whole = With all the words ({ $count })
search-province = Search the whole province
search-place-now = is now part of
search-place-whole = is now
search-place-since = since
search-place-part = a part
search-place-made = was formed on { $since } from
search-promoted = Worth a look
search-in-file = In the attached file
search-beyond = Only the first { $count } results can be shown. Add words or choose a filter to find it sooner.
search-filling = The search index is being made. Please try again in a few minutes.
search-withdrawn = No longer in force
search-feed = Follow this search (RSS)
search-suggest-label = Suggestions
search-empty-title = Nothing found? You may try
search-empty-shorter = Use fewer words, or other words with the same meaning.
search-empty-number = For a document, its number is enough, for example 15/2026.
search-empty-map = See every category in the
search-empty-call = Or call us:
sitemap-title = Site map
sitemap-lead = Every category and standing page.
home-description = News, notices, documents and contacts of the local government.
home-phone = Telephone
sitemap-standing = Rules and commitments
province-communes = Portals of the communes
search-kind-article = Article
search-kind-notice = Notice
search-kind-page = Page
