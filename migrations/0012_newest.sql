-- The newest of a site whatever their kind: home page, feeds and lists of several categories.

CREATE INDEX entry_newest ON entry (site_id, published_at DESC, id DESC)
  WHERE state = 'live';
